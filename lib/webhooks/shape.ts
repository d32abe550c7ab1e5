import { z } from "zod";
import { deliveryStates, formats } from "@/lib/webhooks/schema";

/** How the last try went; null before the first. */
export const lastTry = {
  lastState: z.enum(deliveryStates).nullable(),
  lastTriedAt: z.date().nullable(),
  lastProblem: z.string().nullable(),
};

/** A webhook. Of its address only the host is shown, and its secret never again. */
export const webhookShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    format: z.enum(formats),
    host: z.string(),
    events: z.array(z.string()),
    createdByName: z.string().nullable(),
    createdAt: z.date(),
    updatedAt: z.date(),
    ...lastTry,
  })
  .meta({ id: "Webhook" });

/** The same, with the secret where one was made just now: this is the only time that it is shown. */
export const keyedWebhookShape = webhookShape.extend({ secret: z.string().nullable() }).meta({ id: "KeyedWebhook" });

export const routesShape = z
  .array(z.object({ webhook: z.uuid().optional(), provider: z.uuid().optional(), events: z.array(z.string()) }))
  .meta({ id: "EventRoutes" });

const outcome = {
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

/** How a test went. */
export const triedShape = z.object({ id: z.uuid(), ...outcome }).meta({ id: "TriedWebhook" });
