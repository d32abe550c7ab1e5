import { z } from "zod";
import { emailAddress } from "@/lib/accounts/address";
import { deliveryStates, eventSet } from "@/lib/events/schema";
import { recipientsEach } from "@/lib/limits";
import { organisationReference } from "@/lib/organisations/schema";
import { cursor, line, oneOf, pageSize, typed, uuid } from "@/lib/text";

/** `starttls`: requested after connecting, and required; `tls`: from the first byte; `none`: unencrypted. */
export const encryptions = ["starttls", "tls", "none"] as const;
export type Encryption = (typeof encryptions)[number];

/** A machine's name or address for look-up: lower case, IPv6 without brackets. */
const host = typed(253, "Enter the host of the SMTP server.")
  .transform((text) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^\[(.*)\]$/, "$1"),
  )
  .pipe(
    z
      .string()
      .min(1, { error: "Enter the host of the SMTP server.", abort: true })
      .max(253, { error: "Use at most 253 characters.", abort: true })
      .regex(
        /^(?:(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*)$/,
        "Enter a host such as mail.example.org, without https:// and without a port.",
      ),
  );

const port = z.coerce
  .number("Enter a port from 1 to 65535.")
  .int("Enter a port from 1 to 65535.")
  .min(1, "Enter a port from 1 to 65535.")
  .max(65_535, "Enter a port from 1 to 65535.");

/** Stored as typed: the server decides what a valid user name or password is. */
const credential = (longest: number) =>
  z
    .string()
    .max(longest, { error: `Use at most ${longest} characters.`, abort: true })
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u, "Remove line breaks and invisible characters.");

const sender = /^\s*(?:"([^"]*)"\s*|([^<"]*))<([^<>]*)>\s*$/;

/** The sender: an address, or a name with an address in angle brackets. */
const fromAddress = z
  .string("Enter an e-mail address.")
  .max(400, { error: "Use at most 400 characters.", abort: true })
  .transform((text, context) => {
    const [, quoted, plain = "", within] = sender.exec(text) ?? [];
    const address = emailAddress.safeParse(within ?? text);
    const given = within === undefined ? "" : (quoted ?? plain).trim();
    const name = given ? line("a sender name", 100).safeParse(given) : null;
    for (const { message } of [...(address.error?.issues ?? []), ...(name?.error?.issues ?? [])])
      context.addIssue({ code: "custom", message });
    return name ? `${name.data} <${address.data}>` : (address.data ?? z.NEVER);
  });

/** The name and the address of a sender, as parsed by the schema. */
export function senderOf(text: string): { fromName: string | null; fromAddress: string } {
  const [, quoted, plain = "", within] = sender.exec(text) ?? [];
  return within === undefined
    ? { fromName: null, fromAddress: text }
    : { fromName: (quoted ?? plain).trim() || null, fromAddress: within };
}

const server = {
  host,
  port,
  encryption: z.enum(encryptions, "Choose an encryption."),
  /** Empty: the server needs none. */
  username: credential(255).optional(),
  /** Write-only. */
  password: credential(1000).optional(),
  fromAddress,
  /** The recipients of test mails and event mails. Empty ones are left out. */
  recipients: z
    .array(
      z.union([z.literal("").transform(() => null), emailAddress], "Enter an e-mail address."),
      "Enter an e-mail address.",
    )
    .max(recipientsEach, { error: "Enter at most ten addresses.", abort: true })
    .transform((lines, context) => {
      const given = [...new Set(lines.filter((line) => line !== null))];
      const path = lines.length > 0 ? [0] : [];
      if (given.length === 0) context.addIssue({ code: "custom", message: "Enter an e-mail address.", path });
      return given;
    }),
};
const name = line("a name", 50);

export const createSmtpServerInput = z.strictObject({
  organisation: organisationReference,
  name,
  ...server,
  /** The events for its recipients; none by default. */
  events: eventSet.optional(),
});

/**
 * Fields that are left out don't change. An empty password keeps the stored one, as long as server and user are the
 * same.
 */
export const updateSmtpServerInput = z.strictObject({
  organisation: organisationReference,
  provider: uuid,
  name: name.optional(),
  host: host.optional(),
  port: port.optional(),
  encryption: server.encryption.optional(),
  username: server.username,
  password: server.password,
  fromAddress: fromAddress.optional(),
  recipients: server.recipients.optional(),
  events: eventSet.optional(),
});

export const oneSmtpServer = z.strictObject({ organisation: organisationReference, provider: uuid });

export const listMailedInput = z.strictObject({
  organisation: organisationReference,
  provider: uuid,
  state: oneOf(deliveryStates, "State not found."),
  limit: pageSize,
  cursor,
});

export const oneMailed = z.strictObject({ organisation: organisationReference, provider: uuid, delivery: uuid });

/** Settings that are tested without being saved. */
export const testSettingsInput = z.strictObject({ organisation: organisationReference, ...server });

export const sendInvitationInput = z.strictObject({
  organisation: organisationReference,
  invitation: uuid,
  /** The organisation’s SMTP server that sends it. */
  provider: uuid,
});
