import { organisationCommand } from "@/lib/kernel/kinds";
import { spendOn } from "@/lib/kernel/rate";
import type { CommandTools } from "@/lib/kernel/trace";
import { testMailsAnHour } from "@/lib/limits";
import { oneSmtpServer, testSettingsInput } from "@/lib/smtp_servers/schema";
import { type SmtpSettings, settle } from "@/lib/smtp_servers/settings";
import { type OwnLetter, sendThrough } from "@/lib/smtp_servers/smtp";
import { testLetter } from "@/lib/smtp_servers/test_letter";
import { requireSmtpServer } from "@/lib/smtp_servers/view";

interface Attempt {
  organisation: string;
  provider: { id: string; name: string };
  settings: SmtpSettings;
  password: string | null;
  letter: OwnLetter;
}

/** Counts only permitted calls: nobody else can use it up. */
async function attempt({ organisation, settings, password, letter, provider }: Attempt) {
  await spendOn("provider.test", { subject: organisation, about: provider.name }, testMailsAnHour, 3600);
  await sendThrough(settings, password, letter);
  return { provider, sentTo: settings.recipients };
}

type Tried = Awaited<ReturnType<typeof attempt>>;

/** A sent test is logged even if the server was removed meanwhile. */
async function noted({ audit, prepared }: Pick<CommandTools, "audit"> & { prepared: Tried }) {
  const { provider, sentTo } = prepared;
  audit({ target: provider, after: { sentTo: sentTo.join(", ") } });
  return { sentTo };
}

const limits = [{ points: 20, seconds: 3600, by: "actor" }] as const;

/** Sends a test mail through a saved SMTP server to its recipients. */
export const testSmtpServer = organisationCommand("provider.test", {
  did: "tested the SMTP server",
  event: null,
  input: oneSmtpServer,
  token: "organisation",
  permission: "notification.update",
  limits,
  lock: "none",
  async check({ trx, organisation, actor }, { provider }): Promise<Attempt> {
    const { id, name, settings, password } = await requireSmtpServer(trx, organisation.id, provider);
    const letter = testLetter(organisation, actor, settings);
    return { organisation: organisation.id, provider: { id, name }, settings, password: password(), letter };
  },
  prepare: (_input, attempted) => attempt(attempted),
  run: noted,
});

/** Sends a test mail with settings that aren't saved. */
export const testSettings = organisationCommand("provider.testSettings", {
  did: "tested the settings of the SMTP server",
  event: null,
  input: testSettingsInput,
  token: "organisation",
  permission: "notification.create",
  limits,
  lock: "none",
  async check({ organisation, actor }, { organisation: _, ...given }): Promise<Attempt> {
    const { settings, password } = settle(given);
    const typed = typeof password === "object" ? (password?.typed ?? null) : null;
    const letter = testLetter(organisation, actor, settings);
    const provider = { id: organisation.id, name: settings.host };
    return { organisation: organisation.id, provider, settings, password: typed, letter };
  },
  prepare: (_input, attempted) => attempt(attempted),
  run: noted,
});
