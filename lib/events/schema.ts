import { z } from "zod";
import { events } from "@/lib/events/events";
import { smtpServersEach, webhooksEach } from "@/lib/limits";
import { organisationReference } from "@/lib/organisations/schema";
import { uuid } from "@/lib/text";

export const deliveryStates = ["queued", "sending", "delivered", "failed"] as const;

/** What somebody is told: each event once, in the order of the table. */
export const eventSet = z
  .array(z.enum(events, "This isn’t an event."), "Give the events.")
  .max(100, { error: "Give each event once.", abort: true })
  .transform((chosen) => events.filter((event) => chosen.includes(event)));

/** What goes to one webhook, or to the recipients of one of the organisation’s mail servers. */
const route = z
  .strictObject({ webhook: uuid.optional(), provider: uuid.optional(), events: eventSet })
  .refine(
    ({ webhook, provider }) => (webhook === undefined) !== (provider === undefined),
    "Give a webhook or a mail server.",
  );

/** What goes where, of several at once. */
export const routeEventsInput = z.strictObject({
  organisation: organisationReference,
  routes: z
    .array(route, "Give what goes where.")
    .min(1, "Give what goes where.")
    .max(webhooksEach + smtpServersEach, "Give each webhook and each mail server once."),
});

/** What a job notes of a try. */
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
