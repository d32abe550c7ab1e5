/**
 * A zone file's text. Its bytes needn't be UTF-8: one that isn't becomes \DDD, which is that very byte; nothing of it would come back
 * from a decoder.
 */
export function textOfFile(bytes: Uint8Array): string {
  const strange = strangeBytes(bytes);
  if (strange === 0) return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const written = new Uint8Array(bytes.length + 3 * strange);
  let end = 0;
  let escaped = false;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at);
    if (length === 0) {
      // Behind a backslash it was escaped already.
      if (!escaped) written[end++] = 0x5c;
      for (const digit of String(bytes[at]).padStart(3, "0")) written[end++] = digit.charCodeAt(0);
      at++;
    } else for (const next = at + length; at < next; at++) written[end++] = bytes[at] as number;
    escaped = length === 1 && bytes[at - 1] === 0x5c && !escaped;
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(written.subarray(0, end));
}

function strangeBytes(bytes: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at);
    if (length === 0) count++;
    at += length || 1;
  }
  return count;
}

/** How many bytes one character takes here; 0 when it is none (RFC 3629). */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (length === 0 || second < least || second > most) return 0;
  for (let next = 2; next < length; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}
