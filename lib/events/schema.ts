import { z } from "zod";
import { events } from "@/lib/events/events";
import { smtpServersEach, webhooksEach } from "@/lib/limits";
import { organisationReference } from "@/lib/organisations/schema";
import { uuid } from "@/lib/text";

export const deliveryStates = ["queued", "sending", "delivered", "failed"] as const;

/** A subscription: each event once, in the order of the table. */
export const eventSet = z
  .array(z.enum(events, "Event not found."), "Choose the events.")
  .max(100, { error: "Enter each event once.", abort: true })
  .transform((chosen) => events.filter((event) => chosen.includes(event)));

/** The events for one webhook, or for the recipients of one of the organisation’s SMTP servers. */
const route = z
  .strictObject({ webhook: uuid.optional(), provider: uuid.optional(), events: eventSet })
  .refine(
    ({ webhook, provider }) => (webhook === undefined) !== (provider === undefined),
    "Choose a webhook or an SMTP server.",
  );

/** The subscriptions of several at once. */
export const routeEventsInput = z.strictObject({
  organisation: organisationReference,
  routes: z
    .array(route, "Enter the event subscriptions.")
    .min(1, "Enter the event subscriptions.")
    .max(webhooksEach + smtpServersEach, "Enter each webhook and each SMTP server once."),
});

/** A job's record of an attempt. */
export const triedInput = z.strictObject({
  id: uuid,
  organisationId: uuid,
  webhookId: uuid.nullable(),
  createdAt: z.date(),
  attempts: z.number().int().positive(),
  delivered: z.boolean(),
  status: z.number().int().nullable(),
  durationMs: z.number().int().min(0),
  problem: z.string().max(500).nullable(),
  answer: z.string().max(1024).nullable(),
  wait: z.number().min(0).max(3_600).nullable(),
});
export const claimInput = z.strictObject({ limit: z.number().int().min(1).max(100) });
