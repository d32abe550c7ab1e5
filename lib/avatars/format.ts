export type PictureFormat = "png" | "jpeg";

/* Browsers look at a file by the same rules before they open it: no Buffer here. */

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const jpeg = [0xff, 0xd8, 0xff];

/** What a file is by how it begins; null for anything but PNG and JPEG, whatever it is called. */
export function formatOf(bytes: Uint8Array): PictureFormat | null {
  const begins = (signature: number[]) => signature.every((byte, at) => bytes[at] === byte);
  return begins(png) ? "png" : begins(jpeg) ? "jpeg" : null;
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength);

/** Names of chunks, as numbers: a file may have hundreds of thousands of them. */
const chunks = { acTL: 0x6163544c, IDAT: 0x49444154, IEND: 0x49454e44 };

/** Whether a PNG moves (APNG). Decoders show its first picture and don’t say: the chunk that tells stands before the picture’s data. */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  let at = png.length;
  while (at + 12 <= bytes.byteLength) {
    const type = view.getUint32(at + 4);
    if (type === chunks.acTL) return true;
    if (type === chunks.IDAT || type === chunks.IEND) return false;
    // Length, type and checksum take twelve.
    at += 12 + view.getUint32(at);
  }
  return false;
}

/** How many pixels a PNG says that it has, which a few bytes of packed data may become; 0 where it doesn’t say. */
export function pixelsOfPng(bytes: Uint8Array): number {
  return bytes.byteLength < 24 ? 0 : viewOf(bytes).getUint32(16) * viewOf(bytes).getUint32(20);
}
