import crypto from "node:crypto";

/**
 * Signs the headers that this process writes, so that it recognises them: Next sends some requests to itself over HTTP,
 * and for those the connection's address would be this machine's.
 *
 * The key never leaves the process, and a signature is valid only for its values: somebody who learns one gains nothing
 * new.
 */
export function makeProof(key = crypto.randomBytes(32)) {
  const sign = (words) => crypto.createHmac("sha256", key).update(JSON.stringify(words)).digest();
  return {
    /** @param {(string | undefined)[]} words */
    of: (words) => sign(words).toString("base64url"),
    /** @param {unknown} proof the received signature */
    holds: (proof, words) => {
      const given = Buffer.from(typeof proof === "string" ? proof : "", "base64url");
      const right = sign(words);
      return given.length === right.length && crypto.timingSafeEqual(given, right);
    },
  };
}
