import { createHash } from "node:crypto";

/** A fingerprint of a WireGuard key that two people can compare: eight groups of four letters and digits of its SHA-256. */
export function fingerprintOf(publicKey: string): string {
  const digest = createHash("sha256").update(Buffer.from(publicKey, "base64")).digest("hex").slice(0, 32);
  return digest.replace(/(.{4})(?=.)/g, "$1 ");
}
