import { decimal } from "@/lib/dns/bytes";
/**
 * Names here are canonical: absolute, in lower case, without the trailing dot, "" for the root, unusual bytes escaped as
 * PowerDNS does. A label is a string of bytes (code units 0 to 255), without escapes.
 */
export function labelsOf(name: string): string[] {
  if (name === "") return [];
  if (!name.includes("\\")) return name.split(".");
  const labels = [""];
  for (let at = 0; at < name.length; at++) {
    const letter = name[at] as string;
    if (letter === ".") labels.push("");
    else if (letter !== "\\") labels[labels.length - 1] += letter;
    else if (/\d/.test(name[at + 1] ?? "")) {
      labels[labels.length - 1] += String.fromCharCode(Number(name.slice(at + 1, at + 4)));
      at += 3;
    } else labels[labels.length - 1] += name[++at] ?? "";
  }
  return labels;
}

export const nameOf = (labels: string[]): string => labels.map(escapeLabel).join(".");

/** Escapes a label as PowerDNS does: dot and backslash with a backslash, non-printable bytes as \DDD. */
export function escapeLabel(label: string): string {
  if (/^[!-\-/-[\]-~]*$/.test(label)) return label;
  return label.replace(/[^!-\-/-[\]-~]/g, (byte) => (byte === "." || byte === "\\" ? `\\${byte}` : decimal(byte)));
}

/** Lower case as in DNS: only of the 26 ASCII letters. */
export const lower = (label: string): string => label.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** The name without its first label; undefined for the root. */
export function parentOf(name: string): string | undefined {
  if (name === "") return undefined;
  let dot = name.indexOf(".");
  while (isEscaped(name, dot)) dot = name.indexOf(".", dot + 1);
  return dot < 0 ? "" : name.slice(dot + 1);
}

/** Whether a name equals another or is below it, by labels: a.b is within b, ab isn’t. */
export function isWithin(name: string, above: string): boolean {
  if (name === above || above === "") return true;
  const dot = name.length - above.length - 1;
  return name[dot] === "." && name.endsWith(above) && !isEscaped(name, dot);
}

/** Whether the character here is escaped: an odd number of backslashes precedes it. */
function isEscaped(name: string, at: number): boolean {
  let before = at;
  while (before > 0 && name[before - 1] === "\\") before--;
  return (at - before) % 2 === 1;
}

export const isBelow = (name: string, above: string): boolean => name !== above && isWithin(name, above);

/** The names above one, nearest first, ending with the apex; none for the apex. */
export function namesAbove(name: string, zone: string): string[] {
  const above: string[] = [];
  let parent = name === zone ? undefined : parentOf(name);
  while (parent !== undefined && isWithin(parent, zone)) {
    above.push(parent);
    parent = parent === zone ? undefined : parentOf(parent);
  }
  return above;
}

/** A key that sorts names in canonical order (RFC 4034, 6.1): by labels from the right, each by its bytes. */
export const sortKey = (name: string): string =>
  labelsOf(name)
    .reverse()
    // The end of a label sorts before any byte; the bytes 0 and 1 are shifted to make room for it.
    .map((label) => label.replaceAll("\x01", "\x01\x02").replaceAll("\0", "\x01\x01"))
    .join("\0");

/** Compares two strings by code units, not by locale. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The length of a name on the wire in octets. */
export const wireLength = (labels: string[]): number => labels.reduce((total, label) => total + label.length + 1, 1);
