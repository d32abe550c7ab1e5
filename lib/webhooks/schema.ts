import { z } from "zod";
import { deliveryStates, eventSet } from "@/lib/events/schema";
import { organisationReference } from "@/lib/organisations/schema";
import { cursor, line, oneOf, pageSize, uuid } from "@/lib/text";

/** The format of the messages: our own, or that of one of these programs. */
export const formats = ["generic", "discord", "slack"] as const;
export type Format = (typeof formats)[number];

const example = "Enter a URL such as https://example.org/hook.";

/** The destination: an absolute URL. Its fragment is never sent. */
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
          ? "Leave user name and password out of the URL: the signature identifies the sender."
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

/** Stored as typed; long enough that nobody can guess it. */
const secret = z
  .string()
  .min(16, "Use at least 16 characters.")
  .max(200, { error: "Use at most 200 characters.", abort: true })
  .regex(/^[\x21-\x7e]+$/, "Use ASCII letters, digits and symbols, without spaces.");
const emptyOr = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal("").transform(() => undefined), schema]).optional();

const name = line("a name", 50);
const format = z.enum(formats, "Choose a format.");

export const createWebhookInput = z.strictObject({
  organisation: organisationReference,
  name,
  url,
  format: format.default("generic"),
  /** Signs messages. If left out, one is generated and shown only in this response. */
  secret: emptyOr(secret),
  /** Its events; all by default. */
  events: eventSet.optional(),
});

/** Fields that are left out or empty don't change. */
export const updateWebhookInput = z.strictObject({
  organisation: organisationReference,
  webhook: uuid,
  name: name.optional(),
  url: emptyOr(url),
  format: format.optional(),
  secret: emptyOr(secret),
  /** Generates a new secret to replace the old one; it is shown only in this response. */
  newSecret: z.boolean().optional(),
  events: eventSet.optional(),
});

export const oneWebhook = z.strictObject({ organisation: organisationReference, webhook: uuid });

/** A URL that gets a test without being saved. */
export const testWebhookSettingsInput = z.strictObject({
  organisation: organisationReference,
  url,
  format: format.default("generic"),
  secret: emptyOr(secret),
});

export const listDeliveriesInput = z.strictObject({
  organisation: organisationReference,
  webhook: uuid,
  state: oneOf(deliveryStates, "State not found."),
  limit: pageSize,
  cursor,
});

export const oneDelivery = z.strictObject({ organisation: organisationReference, webhook: uuid, delivery: uuid });
