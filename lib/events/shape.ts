import { z } from "zod";
import { deliveryStates } from "@/lib/events/schema";

/** How the last try went; null before the first. */
export const lastTry = {
  lastState: z.enum(deliveryStates).nullable(),
  lastTriedAt: z.date().nullable(),
  lastProblem: z.string().nullable(),
};

export const routesShape = z
  .array(z.object({ webhook: z.uuid().optional(), provider: z.uuid().optional(), events: z.array(z.string()) }))
  .meta({ id: "EventRoutes" });

/** How a try went. */
export const outcome = {
  state: z.enum(deliveryStates),
  /** What a webhook answered; null for a mail. */
  status: z.int().nullable(),
  /** Milliseconds until the answer. */
  durationMs: z.int().nullable(),
  problem: z.string().nullable(),
  answer: z.string().nullable(),
};

/** One event, told to one webhook or to the recipients of one mail server. */
export const deliveryShape = z
  .object({
    id: z.uuid(),
    event: z.string(),
    facts: z.object({
      actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
      target: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
    }),
    attempts: z.int(),
    createdAt: z.date(),
    triedAt: z.date().nullable(),
    /** When the next try is due; null when it is over. */
    dueAt: z.date().nullable(),
    ...outcome,
  })
  .meta({ id: "Delivery" });
