import { z } from "zod";
import { deliveryStates, eventSet } from "@/lib/events/schema";
import { organisationReference } from "@/lib/organisations/schema";
import { cursor, line, oneOf, pageSize, uuid } from "@/lib/text";

/** How what is sent is written: in our own way, or as one of these programs reads it. */
export const formats = ["generic", "discord", "slack"] as const;
export type Format = (typeof formats)[number];

const example = "Give an address such as https://example.org/hook.";

/** Where to: an absolute address of the web, as it is asked for. What stands behind a # is never sent. */
const url = z
  .string(example)
  .trim()
  .min(1, { error: example, abort: true })
  .max(2000, { error: "Use at most 2000 characters.", abort: true })
  .transform((text, context) => {
    const parsed = URL.canParse(text) ? new URL(text) : null;
    const problem =
      !parsed || !/^https?:$/.test(parsed.protocol) || parsed.hostname === ""
        ? example
        : parsed.username || parsed.password
          ? "Leave user name and password out of the address: the signature shows who sends."
          : parsed.hostname.length > 253
            ? "Use a host whose name has at most 253 characters."
            : null;
    if (!parsed || problem) {
      context.addIssue({ code: "custom", message: problem ?? example });
      return z.NEVER;
    }
    parsed.hash = "";
    return parsed.href;
  });

/** Kept as it is typed; long enough that nobody finds it by trying. */
const secret = z
  .string()
  .min(16, "Use at least 16 characters.")
  .max(200, { error: "Use at most 200 characters.", abort: true })
  .regex(/^[\x21-\x7e]+$/, "Use letters, digits and signs of ASCII, without spaces.");
const emptyOr = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal("").transform(() => undefined), schema]).optional();

const name = line("the webhook a name", 50);
const format = z.enum(formats, "Choose how it is written.");

export const createWebhookInput = z.strictObject({
  organisation: organisationReference,
  name,
  url,
  format: format.default("generic"),
  /** Signs what is sent. Left out, one is made, and shown in this answer alone. */
  secret: emptyOr(secret),
  /** What it is told; left out: everything. */
  events: eventSet.optional(),
});

/** What is left out, or empty, stays. */
export const updateWebhookInput = z.strictObject({
  organisation: organisationReference,
  webhook: uuid,
  name: name.optional(),
  url: emptyOr(url),
  format: format.optional(),
  secret: emptyOr(secret),
  /** Has a secret made in place of the one before; it is shown in this answer alone. */
  newSecret: z.boolean().optional(),
  events: eventSet.optional(),
});

export const oneWebhook = z.strictObject({ organisation: organisationReference, webhook: uuid });

/** An address that is told a test without being kept. */
export const testWebhookSettingsInput = z.strictObject({
  organisation: organisationReference,
  url,
  format: format.default("generic"),
  secret: emptyOr(secret),
});

export const listDeliveriesInput = z.strictObject({
  organisation: organisationReference,
  webhook: uuid,
  state: oneOf(deliveryStates, "There is no such state."),
  limit: pageSize,
  cursor,
});

export const oneDelivery = z.strictObject({ organisation: organisationReference, webhook: uuid, delivery: uuid });
