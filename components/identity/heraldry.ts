/** The number of tinctures in app/globals.css. */
const tinctures = 12;

const divisions = ["plain", "chief", "pale", "fess", "quarterly", "chevron", "bend"] as const;
export type Division = (typeof divisions)[number];

/** An organisation's shield: always the same for a handle. */
export function blazon(handle: string): { tincture: number; division: Division } {
  const number = hash(handle);
  const division = divisions[Math.floor(number / tinctures) % divisions.length] ?? "plain";
  return { tincture: number % tinctures, division };
}

/** A person's colour: always the same for a user's id. */
export function tinctureOf(id: string): number {
  return hash(id) % tinctures;
}

/** At most two letters: one each of the first two words, else the first two of the only word. */
export function initials(name: string): string {
  const words = name
    .split(/\s+/)
    .map((word) => [...word.replace(/[^\p{L}\p{N}]/gu, "")])
    .filter((letters) => letters.length > 0);
  const [first = [], second] = words;
  const letters = second ? [first[0], second[0]] : first.slice(0, 2);
  return letters.join("").toLocaleUpperCase("en-GB").slice(0, 2);
}

/** FNV-1a with a final mix, so that the low digits vary as much as the high ones. 32 bits, unsigned. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
