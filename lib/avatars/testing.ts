import { deflateSync } from "node:zlib";
import sharp from "sharp";

/** An image in a colour of its own, as a camera or a program would save it. */
export function newPicture(
  format: "png" | "jpeg" = "png",
  { width = 320, height = 240 }: { width?: number; height?: number } = {},
): Promise<Buffer> {
  const part = () => Math.floor(Math.random() * 256);
  const background = { r: part(), g: part(), b: part() };
  return sharp({ create: { width, height, channels: 3, background } })
    .toFormat(format)
    .toBuffer();
}

/** A phone's photo: 4000×3000, taken sideways, with place and maker. Its left half is red, its right half blue. */
export async function newPhoto(): Promise<Buffer> {
  const half = { width: 2000, height: 3000, channels: 3 as const };
  const blue = await sharp({ create: { ...half, background: { r: 0, g: 0, b: 255 } } })
    .png()
    .toBuffer();
  return sharp({ create: { ...half, width: 4000, background: { r: 255, g: 0, b: 0 } } })
    .composite([{ input: blue, left: 2000, top: 0 }])
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: "Telephone", Copyright: "Somebody" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "59/1 54/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "10/1 45/1 0/1" },
    })
    .jpeg()
    .toBuffer();
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const crcs = Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});
function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (crcs[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc(typed), 4);
  return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)]);
}

/** A hand-made grey PNG: any size in few bytes, with other chunks before its data. */
export function pngOf(width: number, height: number, before: [type: string, data: Buffer][] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc((width + 1) * height), { level: 9 });
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    ...before.map(([type, bytes]) => chunk(type, bytes)),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The chunk that animates a PNG: this many frames, for ever. */
export const moving = (pictures: number): [string, Buffer] => {
  const data = Buffer.alloc(8);
  data.writeUInt32BE(pictures, 0);
  return ["acTL", data];
};
