import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** The place of a secret. It is part of the sealed data: moved to another row or column, a secret can't be opened. */
export interface Place {
  table: string;
  row: string;
  column: string;
}

/**
 * Version, key id, nonce; then the ciphertext, then its authentication tag. The key id leaves room for a second key
 * beside the first.
 */
const version = 1;
const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const head = 1 + keyIdBytes;

interface Key {
  id: Buffer;
  bytes: Buffer;
}

function currentKey(): Key {
  const bytes = Buffer.from(hkdfSync("sha256", env().ENCRYPTION_KEY, "", "guildhall secrets at rest", 32));
  return { id: createHash("sha256").update(bytes).digest().subarray(0, keyIdBytes), bytes };
}

const bound = ({ table, row, column }: Place) => Buffer.from(`guildhall\n${table}\n${row}\n${column}`);

/** Encrypts a secret that the database stores but nobody may read there (AES-256-GCM). */
export function seal(place: Place, secret: string): Buffer {
  const { id, bytes } = currentKey();
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", bytes, nonce, { authTagLength: tagBytes }).setAAD(bound(place));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.from([version]), id, nonce, sealed, cipher.getAuthTag()]);
}

/**
 * The secret that was sealed for this place. @throws CONFLICT when it was sealed for another place, changed, or sealed
 * with a key that is gone
 */
export function unseal(place: Place, kept: Buffer): string {
  const { id, bytes } = currentKey();
  const known = kept.length >= head + nonceBytes + tagBytes && kept[0] === version;
  if (!known || !kept.subarray(1, head).equals(id)) throw new AppError("secret.unreadable");
  const nonce = kept.subarray(head, head + nonceBytes);
  const cipher = createDecipheriv("aes-256-gcm", bytes, nonce, { authTagLength: tagBytes })
    .setAAD(bound(place))
    .setAuthTag(kept.subarray(-tagBytes));
  try {
    return Buffer.concat([cipher.update(kept.subarray(head + nonceBytes, -tagBytes)), cipher.final()]).toString("utf8");
  } catch {
    throw new AppError("secret.unreadable");
  }
}
