export type PictureFormat = "png" | "jpeg";

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const jpeg = Buffer.from([0xff, 0xd8, 0xff]);

/** What a file is by how it begins; null for anything but PNG and JPEG, whatever it is called. */
export function formatOf(bytes: Uint8Array): PictureFormat | null {
  const begins = (signature: Buffer) => signature.equals(bytes.subarray(0, signature.length));
  return begins(png) ? "png" : begins(jpeg) ? "jpeg" : null;
}

/** Whether a PNG moves (APNG). Decoders show its first picture and don’t say: the chunk that tells stands before the picture’s data. */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = png.length;
  while (at + 12 <= file.length) {
    const type = file.toString("latin1", at + 4, at + 8);
    if (type === "acTL") return true;
    if (type === "IDAT" || type === "IEND") return false;
    // Length, type and checksum take twelve.
    at += 12 + file.readUInt32BE(at);
  }
  return false;
}
