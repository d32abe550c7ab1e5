import { z } from "zod";

/** A limit that refuses somebody now. */
export const rateShape = z
  .object({
    id: z.string(),
    /** The name of the operation that it limits. */
    operation: z.string(),
    action: z.string(),
    /** What it counts by: an account, a network address, or something else that was entered. */
    by: z.enum(["account", "address", "other"]),
    /** The account’s name, the address, or what was entered; null where that is secret or gone. */
    subject: z.string().nullable(),
    user: z.object({ id: z.uuid(), name: z.string(), email: z.string() }).nullable(),
    /** How often it was tried since the count began. */
    attempts: z.int(),
    allowed: z.int(),
    /** The length of the count, in seconds. */
    seconds: z.int(),
    until: z.date(),
  })
  .meta({ id: "Rate" });

export const liftedShape = z.object({ id: z.string() });
