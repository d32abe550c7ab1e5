import { createHmac, timingSafeEqual } from "node:crypto";
import type { Checkpoint } from "@/db/queries/audit_checkpoints";
import { env } from "@/lib/env";

/** The signature of a checkpoint, by a key derived from AUTH_SECRET: whoever has only the database can't make one. */
export function signCheckpoint({ chain, seq, hash, removedAt }: Checkpoint): Buffer {
  const key = createHmac("sha256", env().AUTH_SECRET).update("guildhall audit checkpoints").digest();
  return createHmac("sha256", key).update(`${chain}\n${seq}\n${hash}\n${removedAt.toISOString()}`).digest();
}

export function isGenuine({ signature, ...checkpoint }: Checkpoint & { signature: Buffer }): boolean {
  return timingSafeEqual(signCheckpoint(checkpoint), signature);
}
