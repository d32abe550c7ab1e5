import { z } from "zod";
import { fieldError } from "@/lib/errors";
import { refusePrivateHost } from "@/lib/public_address";
import { encryptions, senderOf } from "@/lib/smtp_servers/schema";

/** The stored settings of an SMTP server, except its password. */
const kept = z.object({
  host: z.string(),
  port: z.number(),
  encryption: z.enum(encryptions),
  username: z.string().nullable(),
  fromAddress: z.string(),
  /** The sender's name; null for the organisation’s. */
  fromName: z.string().nullable().default(null),
  recipients: z.array(z.string()),
});
export type SmtpSettings = z.output<typeof kept>;

export const settingsOf = (row: { settings: unknown }): SmtpSettings => kept.parse(row.settings);

type Given = { [Name in keyof SmtpSettings]?: SmtpSettings[Name] } & { password?: string };

/** The password of the settings: a new one, the stored one, or none. */
export type Password = { typed: string } | "stored" | null;

/**
 * Consistent settings. A stored password is only kept for the same server and user: editing the settings must not allow
 * sending it elsewhere.
 * @throws INVALID or FORBIDDEN at the field
 */
export function settle(given: Given, stored?: SmtpSettings): { settings: SmtpSettings; password: Password } {
  const { password: typed, username, fromAddress, ...rest } = given;
  const user = username === undefined ? (stored?.username ?? null) : username || null;
  // The schema requires all of them where nothing is stored.
  const settings = {
    ...stored,
    ...defined(rest),
    ...(fromAddress !== undefined && senderOf(fromAddress)),
    username: user,
  } as SmtpSettings;
  refusePrivateHost(settings.host);
  if (typed && !user) throw fieldError("input.invalid", "username", "Enter the user name for the password.");
  if (!user) return { settings, password: null };
  if (settings.encryption === "none")
    throw fieldError(
      "input.invalid",
      "encryption",
      "Without encryption the password could be read in transit. Choose an encryption, or leave user name and password empty.",
    );
  if (typed) return { settings, password: { typed } };
  if (!stored?.username) throw fieldError("input.invalid", "password", "Enter the password of this user name.");
  const same = stored.host === settings.host && stored.port === settings.port && stored.username === user;
  if (!same) throw fieldError("provider.password", "password");
  return { settings, password: "stored" };
}

const defined = (given: object) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

/** The input and output form of a sender: name with address. */
export function shownSettings({ fromName, fromAddress, ...rest }: SmtpSettings) {
  return { ...rest, fromAddress: fromName ? `${fromName} <${fromAddress}>` : fromAddress };
}

/** The log's values of it, without the password. */
export function loggedSettings(settings: SmtpSettings) {
  const { recipients, username, ...rest } = shownSettings(settings);
  return { ...rest, username: username ?? "none", recipients: recipients.join(", ") };
}
