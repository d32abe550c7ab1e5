import { createHmac, randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { env } from "@/lib/env";

const period = 30;
const skew = 1;

const totpOf = (secret: Secret, label: string) =>
  new TOTP({ issuer: "Guildhall", label, algorithm: "SHA1", digits: 6, period, secret });

/** A new secret for an authenticator app: 160 bits in base32, as RFC 4226 recommends. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** The address that an authenticator app reads. @param label whose account it is */
export const addressOf = (secret: string, label: string): string => totpOf(Secret.fromBase32(secret), label).toString();

/** The number of the 30 seconds that a code belongs to, one earlier or later than now at most; null for a wrong code. */
export function stepOf(secret: string, code: string, now = Date.now()): number | null {
  const delta = totpOf(Secret.fromBase32(secret), "").validate({ token: code, timestamp: now, window: skew });
  return delta === null ? null : Math.floor(now / 1000 / period) + delta;
}

/** Crockford's alphabet: no letter in it looks like a digit. 32 signs, so ten of them have 50 bits. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** Ten new recovery codes: k7f2m-9xw4q. */
export const newRecoveryCodes = (): string[] => Array.from({ length: 10 }, newRecoveryCode);

function newRecoveryCode(): string {
  const signs = [...randomBytes(10)].map((byte) => alphabet[byte % 32]).join("");
  return `${signs.slice(0, 5)}-${signs.slice(5)}`;
}

/** The stored hash of a recovery code: keyed, so that a copy of the database alone can't be searched for it. */
export function recoveryHash(userId: string, code: string): Buffer {
  const key = createHmac("sha256", env().AUTH_SECRET).update("guildhall recovery codes").digest();
  return createHmac("sha256", key)
    .update(`${userId}\n${code.replace("-", "")}`)
    .digest();
}
