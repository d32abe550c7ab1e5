import { z } from "zod";

const change = z.record(z.string(), z.unknown());

/** One row of the log. Names are copied when it is written, so later changes don't affect them. */
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

/** Whether every chain of the log is intact. */
export const chainsShape = z
  .object({
    chains: z.int(),
    broken: z.int(),
    /** The first hundred of them. */
    breaks: z.array(z.object({ chain: z.string(), seq: z.int(), what: z.string() })),
  })
  .meta({ id: "Chains" });
