import { finish, type Steps } from "@/lib/dns/steps";

/** Bytes per step; and a limit above that of any file, after which the rest is ignored. */
const step = 1_048_576;
const most = 17 * 1_048_576;

/**
 * The text of a zone file. Its bytes needn’t be UTF-8: any other byte becomes \DDD, which means exactly that byte; a decoder would
 * lose it.
 */
export const textOfFile = (bytes: Uint8Array): string => finish(fileTextInSteps(bytes));

/** The same in steps. */
export function* fileTextInSteps(bytes: Uint8Array): Steps<string> {
  const text = yield* utf8InSteps(bytes, true);
  if (text !== undefined) return text;
  // Rare and slower. The result is at most four times as long.
  const written = new Uint8Array(Math.min(4 * bytes.length, most) + 4);
  let end = 0;
  let escaped = false;
  let pause = step / 4;
  for (let at = 0; at < bytes.length && end < most; ) {
    if (at >= pause) {
      yield;
      pause = at + step / 4;
    }
    const length = sequenceAt(bytes, at);
    if (length === 0) {
      // After a backslash it was already escaped.
      if (!escaped) written[end++] = 0x5c;
      for (const digit of String(bytes[at]).padStart(3, "0")) written[end++] = digit.charCodeAt(0);
      at++;
    } else for (const next = at + length; at < next; at++) written[end++] = bytes[at] as number;
    escaped = length === 1 && bytes[at - 1] === 0x5c && !escaped;
  }
  return (yield* utf8InSteps(written.subarray(0, end), true)) ?? "";
}

/** Undefined if a byte isn’t text. A leading byte order mark is removed unless it is to be kept. */
export function* utf8InSteps(bytes: Uint8Array, keepsMark = false): Steps<string | undefined> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: keepsMark, fatal: true });
  const parts: string[] = [];
  try {
    for (let at = 0; at < bytes.length; at += step) {
      parts.push(decoder.decode(bytes.subarray(at, at + step), { stream: true }));
      yield;
    }
    parts.push(decoder.decode());
  } catch {
    return undefined;
  }
  return parts.join("");
}

/** The byte length of the character here; 0 if it isn’t one (RFC 3629). */
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
