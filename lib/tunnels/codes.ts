import { createHmac, randomInt } from "node:crypto";
import { env } from "@/lib/env";

/** Consonants: no word comes out by chance, and none looks like another or like a digit. */
const letters = "BCDFGHJKLMNPQRSTVWXZ";
const length = 8;

/** A code for people, such as BCDF-GHJK, as RFC 8628 advises: 20⁸ are enough for ten minutes and five tries each. */
export function newUserCode(): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
}

export const shownUserCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** The stored form. There are too few codes for a plain hash: whoever had the rows could try them all. */
export function hashUserCode(code: string): Buffer {
  const key = createHmac("sha256", env().AUTH_SECRET).update("guildhall tunnel codes").digest();
  return createHmac("sha256", key).update(code).digest();
}
