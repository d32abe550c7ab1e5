import crypto from "node:crypto";

/**
 * Signs what this process wrote into a request's headers, so that it knows its own words again: Next sends some
 * requests on to itself over HTTP, and for those the connection's address would be this machine's.
 *
 * The key never leaves the process, and a proof holds for its words alone: who learns one gains what they had already.
 */
export function makeProof(key = crypto.randomBytes(32)) {
  const sign = (words) => crypto.createHmac("sha256", key).update(JSON.stringify(words)).digest();
  return {
    /** @param {(string | undefined)[]} words */
    of: (words) => sign(words).toString("base64url"),
    /** @param {unknown} proof what came with the words */
    holds: (proof, words) => {
      const given = Buffer.from(typeof proof === "string" ? proof : "", "base64url");
      const right = sign(words);
      return given.length === right.length && crypto.timingSafeEqual(given, right);
    },
  };
}
