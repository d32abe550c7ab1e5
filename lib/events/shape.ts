import { z } from "zod";
import { deliveryStates } from "@/lib/events/schema";

/** The outcome of the last attempt; null before the first. */
export const lastTry = {
  lastState: z.enum(deliveryStates).nullable(),
  lastTriedAt: z.date().nullable(),
  lastProblem: z.string().nullable(),
};

export const routesShape = z
  .array(z.object({ webhook: z.uuid().optional(), provider: z.uuid().optional(), events: z.array(z.string()) }))
  .meta({ id: "EventRoutes" });

/** The outcome of an attempt. */
export const outcome = {
  state: z.enum(deliveryStates),
  /** A webhook's HTTP status; null for a mail. */
  status: z.int().nullable(),
  /** Milliseconds until the response. */
  durationMs: z.int().nullable(),
  problem: z.string().nullable(),
  answer: z.string().nullable(),
};

/** One event for one webhook or for the recipients of one SMTP server. */
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
    /** When the next attempt is due; null when there is none. */
    dueAt: z.date().nullable(),
    ...outcome,
  })
  .meta({ id: "Delivery" });
