import { z } from "zod";
import { events as allEvents, type Event } from "@/lib/events/events";
import type { readSmtpServer } from "@/lib/smtp_servers/operations";
import { encryptions } from "@/lib/smtp_servers/schema";
import type { readWebhook } from "@/lib/webhooks/operations";
import type { Format } from "@/lib/webhooks/schema";

type SmtpServer = Awaited<ReturnType<typeof readSmtpServer>>;
export type Webhook = Awaited<ReturnType<typeof readWebhook>> & { secret?: string | null };

/** The flags by which that ecosystem's clients choose events, with ours; some have no event here. */
const flags: Record<string, readonly Event[]> = {
  appDeploy: ["server.created", "server.changed", "server.switched"],
  appBuildError: ["server.failed", "server.stopped"],
  databaseBackup: [],
  volumeBackup: [],
  dokployRestart: [],
  dokployBackup: [],
  dockerCleanup: [],
  serverThreshold: [],
};
const names = Object.keys(flags);
const flagged = new Set<string>(Object.values(flags).flat());

const flagsInput = z.object(
  Object.fromEntries(names.map((name) => [name, z.boolean().optional()])) as Record<
    string,
    z.ZodOptional<z.ZodBoolean>
  >,
);
const eventsInput = z.array(z.string().max(100)).max(100).optional();
/** Our events by name, or by those flags. */
export const chosenInput = flagsInput.extend({ events: eventsInput });

/** The events of the given flags; events without a flag stay as they are. @returns undefined when no flag is given */
export function eventsOf(given: Record<string, unknown>, before: readonly string[] = []): Event[] | undefined {
  if (given.events !== undefined) return given.events as Event[];
  if (names.every((name) => given[name] === undefined)) return undefined;
  const kept = before.filter((event) => !flagged.has(event));
  for (const name of names) {
    const of = flags[name] ?? [];
    const stays = given[name] === undefined ? of.filter((event) => before.includes(event)) : [];
    kept.push(...(given[name] ? of : stays));
  }
  return allEvents.filter((event) => kept.includes(event));
}

const own = z.string().nullable();
export const notificationOutput = z
  .object({
    notificationId: z.uuid(),
    organizationId: z.uuid(),
    name: z.string(),
    notificationType: z.enum(["email", "discord", "slack", "custom"]),
    createdAt: z.date(),
    ...(Object.fromEntries(names.map((name) => [name, z.boolean()])) as Record<string, z.ZodBoolean>),
    events: z.array(z.string()),
    emailId: own,
    discordId: own,
    slackId: own,
    customId: own,
    /** A password is never returned, and of a webhook’s URL only the host is. */
    email: z
      .object({
        emailId: z.uuid(),
        smtpServer: z.string(),
        smtpPort: z.int(),
        username: z.string().nullable(),
        password: z.null(),
        fromAddress: z.string(),
        toAddresses: z.array(z.string()),
        encryption: z.enum(encryptions),
      })
      .nullable(),
    discord: z
      .object({ discordId: z.uuid(), webhookUrl: z.null(), host: z.string(), decoration: z.literal(false) })
      .nullable(),
    slack: z.object({ slackId: z.uuid(), webhookUrl: z.null(), host: z.string(), channel: z.null() }).nullable(),
    /** `secret` signs messages; it is returned once, in the response that creates it. */
    custom: z
      .object({
        customId: z.uuid(),
        endpoint: z.null(),
        host: z.string(),
        headers: z.strictObject({}),
        secret: z.string().nullable(),
      })
      .nullable(),
    ...{ telegram: z.null(), resend: z.null(), gotify: z.null(), ntfy: z.null(), mattermost: z.null() },
    ...{ lark: z.null(), pushover: z.null(), teams: z.null() },
  })
  .meta({ id: "NotificationRecord" });

const empty = {
  ...{ emailId: null, discordId: null, slackId: null, customId: null },
  ...{ email: null, discord: null, slack: null, custom: null },
  ...{
    telegram: null,
    resend: null,
    gotify: null,
    ntfy: null,
    mattermost: null,
    lark: null,
    pushover: null,
    teams: null,
  },
};
const types = { discord: "discord", slack: "slack", generic: "custom" } as const satisfies Record<Format, string>;

interface Common {
  id: string;
  name: string;
  createdAt: Date;
  events: string[];
}

function common(organizationId: string, { id: notificationId, name, createdAt, events }: Common) {
  const told = Object.fromEntries(
    names.map((flag) => [flag, flags[flag]?.some((each) => events.includes(each)) ?? false]),
  );
  return { notificationId, organizationId, name, createdAt, ...told, events, ...empty };
}

type NotificationRecord = z.output<typeof notificationOutput>;

export function smtpServerRecord(provider: SmtpServer, organizationId: string): NotificationRecord {
  const { id: emailId, host: smtpServer, port: smtpPort, username, fromAddress, recipients, encryption } = provider;
  const settings = { smtpServer, smtpPort, username, password: null, fromAddress, toAddresses: recipients, encryption };
  const record = { ...common(organizationId, provider), emailId, email: { emailId, ...settings } };
  return { ...record, notificationType: "email" } as NotificationRecord;
}

export function webhookRecord(webhook: Webhook, organizationId: string): NotificationRecord {
  const { id, host, format, secret = null } = webhook;
  const own = {
    discord: { discordId: id, discord: { discordId: id, webhookUrl: null, host, decoration: false } },
    slack: { slackId: id, slack: { slackId: id, webhookUrl: null, host, channel: null } },
    generic: { customId: id, custom: { customId: id, endpoint: null, host, headers: {}, secret } },
  }[format];
  return { ...common(organizationId, webhook), ...own, notificationType: types[format] } as NotificationRecord;
}
