import { z } from "zod";
import { emailAddress } from "@/lib/accounts/address";
import { deliveryStates, eventSet } from "@/lib/events/schema";
import { recipientsEach } from "@/lib/limits";
import { organisationReference } from "@/lib/organisations/schema";
import { cursor, line, oneOf, pageSize, typed, uuid } from "@/lib/text";

/** `starttls`: asked for once connected, and insisted on; `tls`: from the first byte; `none`: readable on the way. */
export const encryptions = ["starttls", "tls", "none"] as const;
export type Encryption = (typeof encryptions)[number];

/** A machine's name or address, as one asks for it: lower case, IPv6 without brackets. */
const host = typed(253, "Give the mail server’s host.")
  .transform((text) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^\[(.*)\]$/, "$1"),
  )
  .pipe(
    z
      .string()
      .min(1, { error: "Give the mail server’s host.", abort: true })
      .max(253, { error: "Use at most 253 characters.", abort: true })
      .regex(
        /^(?:(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*)$/,
        "Give a host such as mail.example.org, without https:// and without a port.",
      ),
  );

const port = z.coerce
  .number("Give a port from 1 to 65535.")
  .int("Give a port from 1 to 65535.")
  .min(1, "Give a port from 1 to 65535.")
  .max(65_535, "Give a port from 1 to 65535.");

/** Kept as it is typed: what a server takes for a name or a password is its own affair. */
const credential = (longest: number) =>
  z
    .string()
    .max(longest, { error: `Use at most ${longest} characters.`, abort: true })
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u, "Remove line breaks and invisible characters.");

const sender = /^\s*(?:"([^"]*)"\s*|([^<"]*))<([^<>]*)>\s*$/;

/** Whom mails come from: an address, or a name with its address in angle brackets. */
const fromAddress = z
  .string("Give an e-mail address.")
  .max(400, { error: "Use at most 400 characters.", abort: true })
  .transform((text, context) => {
    const [, quoted, plain = "", within] = sender.exec(text) ?? [];
    const address = emailAddress.safeParse(within ?? text);
    const given = within === undefined ? "" : (quoted ?? plain).trim();
    const name = given ? line("the sender a name", 100).safeParse(given) : null;
    for (const { message } of [...(address.error?.issues ?? []), ...(name?.error?.issues ?? [])])
      context.addIssue({ code: "custom", message });
    return name ? `${name.data} <${address.data}>` : (address.data ?? z.NEVER);
  });

/** The name and the address of a sender as the schema leaves it. */
export function senderOf(text: string): { fromName: string | null; fromAddress: string } {
  const [, quoted, plain = "", within] = sender.exec(text) ?? [];
  return within === undefined
    ? { fromName: null, fromAddress: text }
    : { fromName: (quoted ?? plain).trim() || null, fromAddress: within };
}

const server = {
  host,
  port,
  encryption: z.enum(encryptions, "Choose how the connection is encrypted."),
  /** Empty: the server wants none. */
  username: credential(255).optional(),
  /** Goes in and never comes out. */
  password: credential(1000).optional(),
  fromAddress,
  /** Who gets the mails that try it, and those that tell of events. What is empty is left out. */
  recipients: z
    .array(
      z.union([z.literal("").transform(() => null), emailAddress], "Give an e-mail address."),
      "Give an e-mail address.",
    )
    .max(recipientsEach, { error: "Give at most ten addresses.", abort: true })
    .transform((lines, context) => {
      const given = [...new Set(lines.filter((line) => line !== null))];
      const path = lines.length > 0 ? [0] : [];
      if (given.length === 0) context.addIssue({ code: "custom", message: "Give an e-mail address.", path });
      return given;
    }),
};
const name = line("the mail server a name", 50);

export const createSmtpServerInput = z.strictObject({
  organisation: organisationReference,
  name,
  ...server,
  /** What its recipients are told; left out: nothing. */
  events: eventSet.optional(),
});

/** What is left out stays. An empty password keeps the stored one, as long as it goes to the same server and user. */
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
  state: oneOf(deliveryStates, "There is no such state."),
  limit: pageSize,
  cursor,
});

export const oneMailed = z.strictObject({ organisation: organisationReference, provider: uuid, delivery: uuid });

/** Settings that are tried without being kept. */
export const testSettingsInput = z.strictObject({ organisation: organisationReference, ...server });

export const sendInvitationInput = z.strictObject({
  organisation: organisationReference,
  invitation: uuid,
  /** The mail server of the organisation’s own that sends it. */
  provider: uuid,
});
