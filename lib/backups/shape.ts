import { z } from "zod";
import { backupStates } from "@/lib/backups/schema";

/** What was kept of a server’s files. */
export const backupShape = z
  .object({
    id: z.uuid(),
    state: z.enum(backupStates),
    /** Made by a schedule: the oldest such one goes when there are too many. */
    scheduled: z.boolean(),
    /** Packed, in bytes; while it is being made, what is written so far. */
    bytes: z.int(),
    problem: z.string().nullable(),
    madeBy: z.string(),
    /** It is being put in the place of the server’s files. */
    restoring: z.boolean(),
    createdAt: z.date(),
    finishedAt: z.date().nullable(),
  })
  .meta({ id: "Backup" });
