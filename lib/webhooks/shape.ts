import { z } from "zod";
import { lastTry, outcome } from "@/lib/events/shape";
import { formats } from "@/lib/webhooks/schema";

/** A webhook. Of its URL only the host is shown, and its secret never again. */
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

/** The same, with a secret that was just generated: the only time that it is shown. */
export const keyedWebhookShape = webhookShape.extend({ secret: z.string().nullable() }).meta({ id: "KeyedWebhook" });

/** The outcome of a test. */
export const triedShape = z.object({ id: z.uuid(), ...outcome }).meta({ id: "TriedWebhook" });
