import { z } from "zod";
import { oneServer } from "@/lib/servers/schema";
import { uuid } from "@/lib/text";

export const backupStates = ["queued", "saving", "kept", "failed", "deleting"] as const;
export type BackupState = (typeof backupStates)[number];

export const oneBackup = oneServer.extend({ backup: uuid });

const work = { backup: uuid, organisationId: uuid };
/** The backup that a job works on. */
export const oneBackupWork = z.strictObject(work);
export const keepBackupInput = z.strictObject({
  ...work,
  /** Bytes so far. */
  written: z.number().int().min(0),
});
export const endBackupInput = z.strictObject({
  ...work,
  /** Why it failed; null on success. */
  problem: z.string().max(1_000).nullable(),
  bytes: z.number().int().min(0),
  sha256: z.string().length(64).nullable(),
});
export const endRestoreInput = z.strictObject({
  server: uuid,
  organisationId: uuid,
  backup: uuid,
  /** Why the files weren't replaced; null when they were. */
  problem: z.string().max(1_000).nullable(),
  /** The volume of the files now, and their size in bytes. */
  volume: z.string().max(100).nullable(),
  bytes: z.number().int().min(0),
});
