import { randomUUID } from "node:crypto";
import {
  countSmtpServersOf,
  deleteSmtpServerRow,
  insertSmtpServer,
  listSmtpServersOf,
  updateSmtpServerRow,
} from "@/db/queries/providers";
import { AppError } from "@/lib/errors";
import { requireWholeSight } from "@/lib/events/sight";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { smtpServersEach } from "@/lib/limits";
import { inOrganisation } from "@/lib/organisations/schema";
import { seal } from "@/lib/secrets";
import { createSmtpServerInput, oneSmtpServer, updateSmtpServerInput } from "@/lib/smtp_servers/schema";
import { loggedSettings, type Password, type SmtpSettings, settle, shownSettings } from "@/lib/smtp_servers/settings";
import { passwordPlace, requireSmtpServer, toSmtpServer } from "@/lib/smtp_servers/view";

/** An organisation's SMTP servers, oldest first, without their passwords. */
export const listSmtpServers = organisationQuery("provider.list", {
  input: inOrganisation,
  token: "organisation",
  permission: "notification.read",
  async run({ trx, organisation }) {
    return (await listSmtpServersOf(trx, organisation.id)).map(toSmtpServer);
  },
});

/** One SMTP server. */
export const readSmtpServer = organisationQuery("provider.read", {
  input: oneSmtpServer,
  token: "organisation",
  permission: "notification.read",
  async run({ trx, organisation }, { provider }) {
    return (await requireSmtpServer(trx, organisation.id, provider)).shown;
  },
});

/** The log's values of one. */
const logged = (settings: SmtpSettings, events: readonly string[]) => ({
  ...loggedSettings(settings),
  events: events.join(", ") || "nothing",
});

/** The stored password, sealed for this row only. */
function sealed(id: string, password: Password, stored: Buffer | null): Buffer | null {
  if (password === "stored") return stored;
  return password && seal(passwordPlace(id), password.typed);
}

/** Adds an SMTP server. Its password is encrypted and never shown again. */
export const createSmtpServer = organisationCommand("provider.create", {
  did: "added the SMTP server",
  event: null,
  input: createSmtpServerInput,
  token: "organisation",
  permission: "notification.create",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, actor, audit }, { organisation: _, name, events = [], ...given }) {
    if (events.length > 0) requireWholeSight(organisation);
    const { settings, password } = settle(given);
    if ((await countSmtpServersOf(trx, organisation.id)) >= smtpServersEach) throw new AppError("provider.limit");
    const id = randomUUID();
    const secret = sealed(id, password, null);
    const row = { id, organisationId: organisation.id, kind: "email" as const, name, settings, secret, events };
    const times = await insertSmtpServer(trx, { ...row, createdBy: actor.userId });
    audit({ target: { id, name }, after: logged(settings, events) });
    const last = { lastState: null, lastTriedAt: null, lastProblem: null };
    return toSmtpServer({ ...row, ...times, ...last, hasPassword: secret !== null, createdByName: actor.name });
  },
});

/**
 * Edits an SMTP server. The stored password is kept unless another is given, and never goes to another server or user.
 */
export const updateSmtpServer = organisationCommand("provider.update", {
  did: "changed the SMTP server",
  event: null,
  input: updateSmtpServerInput,
  token: "organisation",
  permission: "notification.update",
  limits: [{ points: 120, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, audit }, { organisation: _, provider, name: named, events: told, ...given }) {
    const before = await requireSmtpServer(trx, organisation.id, provider);
    const { name, events } = { name: named ?? before.name, events: told ?? before.events };
    const { settings, password } = settle(given, before.settings);
    const was = logged(before.settings, before.events);
    const is = { ...logged(settings, events), ...(given.password && { password: "a new one" }) };
    const differs = JSON.stringify(is) !== JSON.stringify(was);
    // Changing who gets which events, and how, requires seeing all of them.
    if (differs && events.length > 0) requireWholeSight(organisation);
    const secret = sealed(provider, password, before.secret);
    const change = { name, settings, secret, events: [...events] };
    const { updatedAt } = await updateSmtpServerRow(trx, organisation.id, provider, change);
    const entry = { target: { id: provider, name }, before: { name: before.name, ...was }, after: { name, ...is } };
    audit(differs || name !== before.name ? entry : null);
    return {
      ...before.shown,
      ...shownSettings(settings),
      name,
      events: change.events,
      hasPassword: secret !== null,
      updatedAt,
    };
  },
});

/** Removes an SMTP server with its password and its deliveries. */
export const removeSmtpServer = organisationCommand("provider.remove", {
  did: "removed the SMTP server",
  event: null,
  input: oneSmtpServer,
  token: "organisation",
  permission: "notification.delete",
  async run({ trx, organisation, audit }, { provider: id }) {
    const { name, settings, events, shown } = await requireSmtpServer(trx, organisation.id, id);
    await deleteSmtpServerRow(trx, organisation.id, id);
    audit({ target: { id, name }, before: logged(settings, events) });
    return shown;
  },
});
