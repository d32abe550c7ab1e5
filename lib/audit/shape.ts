import { z } from "zod";

const change = z.record(z.string(), z.unknown());

/** One row of the log. Names are copied in when it is written, so they stay as they were. */
export const activityShape = z
  .object({
    seq: z.int(),
    at: z.date(),
    actorKind: z.string(),
    actorId: z.string().nullable(),
    actorName: z.string(),
    operation: z.string(),
    targetId: z.string().nullable(),
    targetName: z.string().nullable(),
    details: z.object({ before: change.optional(), after: change.optional() }),
    address: z.string().nullable(),
  })
  .meta({ id: "Activity" });
