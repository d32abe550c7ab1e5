export type PictureFormat = "png" | "jpeg";

/* Browsers check a file by the same rules before they open it: no Buffer here. */

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const jpeg = [0xff, 0xd8, 0xff];

/** A file's format by its first bytes; null for anything but PNG and JPEG, whatever its name. */
export function formatOf(bytes: Uint8Array): PictureFormat | null {
  const begins = (signature: number[]) => signature.every((byte, at) => bytes[at] === byte);
  return begins(png) ? "png" : begins(jpeg) ? "jpeg" : null;
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength);

/** Chunk names as numbers: a file may have hundreds of thousands of chunks. */
const chunks = { acTL: 0x6163544c, IDAT: 0x49444154, IEND: 0x49454e44 };

/** Whether a PNG is animated (APNG). Decoders silently show its first frame; the telling chunk comes before the image data. */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  let at = png.length;
  while (at + 12 <= bytes.byteLength) {
    const type = view.getUint32(at + 4);
    if (type === chunks.acTL) return true;
    if (type === chunks.IDAT || type === chunks.IEND) return false;
    // Length, type and checksum take twelve bytes.
    at += 12 + view.getUint32(at);
  }
  return false;
}

/** How many pixels a PNG claims to have: a few bytes of compressed data may become that many. 0 if it doesn’t say. */
export function pixelsOfPng(bytes: Uint8Array): number {
  return bytes.byteLength < 24 ? 0 : viewOf(bytes).getUint32(16) * viewOf(bytes).getUint32(20);
}
