import { z } from "zod";
import { backupStates } from "@/lib/backups/schema";

/** A backup of a server’s files. */
export const backupShape = z
  .object({
    id: z.uuid(),
    state: z.enum(backupStates),
    /** Created by a schedule: the oldest of these is deleted when there are too many. */
    scheduled: z.boolean(),
    /** Compressed size in bytes; while it is being created, the size so far. */
    bytes: z.int(),
    problem: z.string().nullable(),
    madeBy: z.string(),
    /** Whether the server’s files are being restored from it. */
    restoring: z.boolean(),
    createdAt: z.date(),
    finishedAt: z.date().nullable(),
  })
  .meta({ id: "Backup" });
