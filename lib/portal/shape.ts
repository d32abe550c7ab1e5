import { z } from "zod";

export const healthShape = z
  .object({
    status: z.literal("ok"),
    database: z.literal("ok"),
    worker: z.enum(["ok", "behind"]),
    /** How long the oldest job that is due has waited. */
    queueLagSeconds: z.number(),
  })
  .meta({ id: "Health" });
