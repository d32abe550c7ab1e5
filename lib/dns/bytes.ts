import { refuse } from "@/lib/dns/refusals";

/** Text as its bytes in UTF-8, one code unit per byte. */
export function utf8(text: string): string {
  if (/^\p{ASCII}*$/u.test(text)) return text;
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/** The text of bytes, or undefined if they aren’t UTF-8. */
export function fromUtf8(bytes: string): string | undefined {
  if (/^\p{ASCII}*$/u.test(bytes)) return bytes;
  try {
    const list = Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(list);
  } catch {
    return undefined;
  }
}

/** Decodes \DDD and \X in a token; non-ASCII characters become UTF-8. */
export function decoded(text: string): string {
  if (!text.includes("\\")) return utf8(text);
  // Split into escapes and the text between them, so that surrogate pairs stay whole.
  return text.replace(/\\(\d{3}|\d|[\s\S]|$)|[^\\]+/gu, (piece, escaped: string | undefined) => {
    if (escaped === undefined) return utf8(piece);
    if (!/^\d/.test(escaped)) return escaped === "" ? refuse("escape.invalid", { text: piece }) : utf8(escaped);
    const code = Number(escaped);
    return escaped.length === 3 && code <= 255 ? String.fromCharCode(code) : refuse("escape.invalid", { text: piece });
  });
}

/** Bytes as a quoted string: printable ones unchanged, the rest as \DDD. */
export function quote(bytes: string): string {
  if (/^[ !#-[\]-~]*$/.test(bytes)) return `"${bytes}"`;
  return `"${bytes.replace(/[^ !#-[\]-~]/g, (byte) => (byte === '"' || byte === "\\" ? `\\${byte}` : decimal(byte)))}"`;
}

export function toHex(bytes: string): string {
  let hex = "";
  for (let at = 0; at < bytes.length; at++) hex += bytes.charCodeAt(at).toString(16).padStart(2, "0");
  return hex;
}

/** The bytes of hexadecimal digits, or undefined if it isn’t an even number of them. */
export function fromHex(hex: string): string | undefined {
  if (hex.length % 2 !== 0 || !/^[\da-f]*$/i.test(hex)) return undefined;
  let bytes = "";
  for (let at = 0; at < hex.length; at += 2) bytes += String.fromCharCode(Number.parseInt(hex.slice(at, at + 2), 16));
  return bytes;
}

/** The bytes of padded Base64, or undefined. */
export function fromBase64(text: string): string | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z\d+/]+={0,2}$/.test(text)) return undefined;
  const bytes = atob(text);
  // Only the canonical encoding is accepted.
  return btoa(bytes) === text ? bytes : undefined;
}

/** A byte as \DDD. */
export const decimal = (byte: string): string => `\\${String(byte.charCodeAt(0)).padStart(3, "0")}`;
