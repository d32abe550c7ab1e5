import { z } from "zod";
import { fieldError } from "@/lib/errors";
import { refusePrivateHost } from "@/lib/public_address";
import { encryptions, senderOf } from "@/lib/smtp_servers/schema";

/** What the database keeps of a mail server beside its password. */
const kept = z.object({
  host: z.string(),
  port: z.number(),
  encryption: z.enum(encryptions),
  username: z.string().nullable(),
  fromAddress: z.string(),
  /** Shown beside it; null: the organisation’s. */
  fromName: z.string().nullable().default(null),
  recipients: z.array(z.string()),
});
export type SmtpSettings = z.output<typeof kept>;

export const settingsOf = (row: { settings: unknown }): SmtpSettings => kept.parse(row.settings);

type Given = { [Name in keyof SmtpSettings]?: SmtpSettings[Name] } & { password?: string };

/** The password that goes with settings: a new one, the one that is stored, or none. */
export type Password = { typed: string } | "stored" | null;

/**
 * Settings that fit together. A stored password is only kept for the same server and user: whoever may change the settings
 * must not be able to have it sent elsewhere.
 * @throws INVALID or FORBIDDEN at the field
 */
export function settle(given: Given, stored?: SmtpSettings): { settings: SmtpSettings; password: Password } {
  const { password: typed, username, fromAddress, ...rest } = given;
  const user = username === undefined ? (stored?.username ?? null) : username || null;
  // A schema has made sure that nothing is missing where nothing was stored.
  const settings = {
    ...stored,
    ...defined(rest),
    ...(fromAddress !== undefined && senderOf(fromAddress)),
    username: user,
  } as SmtpSettings;
  refusePrivateHost(settings.host);
  if (typed && !user) throw fieldError("input.invalid", "username", "Give the user name that the password is for.");
  if (!user) return { settings, password: null };
  if (settings.encryption === "none")
    throw fieldError(
      "input.invalid",
      "encryption",
      "Without encryption the password could be read on the way. Choose one, or leave user name and password empty.",
    );
  if (typed) return { settings, password: { typed } };
  if (!stored?.username) throw fieldError("input.invalid", "password", "Give the password of this user name.");
  const same = stored.host === settings.host && stored.port === settings.port && stored.username === user;
  if (!same) throw fieldError("provider.password", "password");
  return { settings, password: "stored" };
}

const defined = (given: object) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

/** As it is given and shown: a sender’s name stands with its address. */
export function shownSettings({ fromName, fromAddress, ...rest }: SmtpSettings) {
  return { ...rest, fromAddress: fromName ? `${fromName} <${fromAddress}>` : fromAddress };
}

/** What the log says of it; of the password nothing. */
export function loggedSettings(settings: SmtpSettings) {
  const { recipients, username, ...rest } = shownSettings(settings);
  return { ...rest, username: username ?? "none", recipients: recipients.join(", ") };
}
