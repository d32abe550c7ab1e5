import { decimal } from "@/lib/dns/bytes";
/**
 * Names here are in their canonical form: absolute, in lower case, without the last dot, "" for the root, odd bytes
 * escaped as PowerDNS does. A label is a string of bytes (code units 0 to 255), without escapes.
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

/** As PowerDNS prints a label: dot and backslash behind a backslash, what isn't printable as \DDD. */
export function escapeLabel(label: string): string {
  if (/^[!-\-/-[\]-~]*$/.test(label)) return label;
  return label.replace(/[^!-\-/-[\]-~]/g, (byte) => (byte === "." || byte === "\\" ? `\\${byte}` : decimal(byte)));
}

/** Lower case as DNS knows it: of the 26 letters alone. */
export const lower = (label: string): string => label.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** The name without its first label; undefined for the root. */
export function parentOf(name: string): string | undefined {
  if (name === "") return undefined;
  let dot = name.indexOf(".");
  while (isEscaped(name, dot)) dot = name.indexOf(".", dot + 1);
  return dot < 0 ? "" : name.slice(dot + 1);
}

/** Whether a name is another or below it, by labels: a.b is within b, ab isn't. */
export function isWithin(name: string, above: string): boolean {
  if (name === above || above === "") return true;
  const dot = name.length - above.length - 1;
  return name[dot] === "." && name.endsWith(above) && !isEscaped(name, dot);
}

/** Whether what is at this place belongs to a label: backslashes before it come in pairs, or the last is its own. */
function isEscaped(name: string, at: number): boolean {
  let before = at;
  while (before > 0 && name[before - 1] === "\\") before--;
  return (at - before) % 2 === 1;
}

export const isBelow = (name: string, above: string): boolean => name !== above && isWithin(name, above);

/** The names above one, nearest first, ending with the zone itself; none for the zone. */
export function namesAbove(name: string, zone: string): string[] {
  const above: string[] = [];
  let parent = name === zone ? undefined : parentOf(name);
  while (parent !== undefined && isWithin(parent, zone)) {
    above.push(parent);
    parent = parent === zone ? undefined : parentOf(parent);
  }
  return above;
}

/** How two names of active zones stand to each other; `null` when they share nothing but a suffix. */
export function relationOf(name: string, other: string): "same" | "parent" | "child" | null {
  if (name === other) return "same";
  if (isWithin(other, name)) return "parent";
  return isWithin(name, other) ? "child" : null;
}

/** What sorts names in canonical order (RFC 4034, 6.1): by labels from the right, each by its bytes. */
export const sortKey = (name: string): string =>
  labelsOf(name)
    .reverse()
    // A label's end sorts before any byte; the bytes 0 and 1 make room for it.
    .map((label) => label.replaceAll("\x01", "\x01\x02").replaceAll("\0", "\x01\x01"))
    .join("\0");

/** Compares two strings by their code units, not by a language. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Octets that a name takes on the wire. */
export const wireLength = (labels: string[]): number => labels.reduce((total, label) => total + label.length + 1, 1);
