import { randomUUID } from "node:crypto";
import {
  countWebhooksOf,
  deleteWebhookRow,
  insertWebhook,
  listWebhooksOf,
  updateWebhookRow,
} from "@/db/queries/webhooks";
import { AppError } from "@/lib/errors";
import { events as allEvents } from "@/lib/events/events";
import { requireWholeSight } from "@/lib/events/sight";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { webhooksEach } from "@/lib/limits";
import { inOrganisation } from "@/lib/organisations/schema";
import { randomToken } from "@/lib/tokens";
import { hostOf } from "@/lib/webhooks/address";
import { createWebhookInput, oneWebhook, updateWebhookInput } from "@/lib/webhooks/schema";
import { requireWebhook, sealed, toWebhook } from "@/lib/webhooks/view";

/** An organisation's webhooks, oldest first, without their URLs and secrets. */
export const listWebhooks = organisationQuery("webhook.list", {
  input: inOrganisation,
  token: "organisation",
  permission: "notification.read",
  async run({ trx, organisation }) {
    return (await listWebhooksOf(trx, organisation.id)).map(toWebhook);
  },
});

/** One webhook. */
export const readWebhook = organisationQuery("webhook.read", {
  input: oneWebhook,
  token: "organisation",
  permission: "notification.read",
  async run({ trx, organisation }, { webhook }) {
    return toWebhook(await requireWebhook(trx, organisation.id, webhook));
  },
});

/** The log's values of one; of its URL only the visible part. */
const logged = ({ name, format, host, events }: { name: string; format: string; host: string; events: string[] }) => ({
  name,
  format,
  host,
  events: events.join(", ") || "nothing",
});

/** Adds a webhook. A generated secret is in this response and never shown again. */
export const createWebhook = organisationCommand("webhook.create", {
  did: "added the webhook",
  event: null,
  input: createWebhookInput,
  token: "organisation",
  permission: "notification.create",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, actor, audit }, { name, url, format, secret, events = allEvents }) {
    requireWholeSight(organisation);
    const host = hostOf(url);
    if ((await countWebhooksOf(trx, organisation.id)) >= webhooksEach) throw new AppError("webhook.limit");
    const id = randomUUID();
    const made = secret ? null : randomToken();
    const shown = { id, name, format, host, events: [...events] };
    const kept = { address: sealed(id, "address", url), secret: sealed(id, "secret", secret ?? made ?? "") };
    const times = await insertWebhook(trx, {
      ...shown,
      ...kept,
      organisationId: organisation.id,
      createdBy: actor.userId,
    });
    audit({ target: { id, name }, after: logged(shown) });
    const last = { lastState: null, lastTriedAt: null, lastProblem: null };
    return { ...toWebhook({ ...shown, ...times, ...last, createdByName: actor.name }), secret: made };
  },
});

/** Edits a webhook. URL and secret are kept unless others are given. */
export const updateWebhook = organisationCommand("webhook.update", {
  did: "changed the webhook",
  event: null,
  input: updateWebhookInput,
  token: "organisation",
  permission: "notification.update",
  limits: [{ points: 120, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, audit }, { webhook: id, url, secret, newSecret = false, ...given }) {
    const before = await requireWebhook(trx, organisation.id, id);
    requireWholeSight(organisation);
    const { name = before.name, format = before.format, events = before.events } = given;
    const host = url === undefined ? before.host : hostOf(url);
    const shown = { name, format, host, events: [...events] };
    const made = newSecret && !secret ? randomToken() : null;
    const signing = secret ?? made;
    const { updatedAt } = await updateWebhookRow(trx, organisation.id, id, {
      ...shown,
      // A wait requested by the old URL doesn't apply to the new one.
      ...(url !== undefined && { address: sealed(id, "address", url), waitsUntil: null }),
      ...(signing && { secret: sealed(id, "secret", signing) }),
    });
    const was = logged(before);
    const after = {
      ...logged(shown),
      ...(url !== undefined && { address: "a new one" }),
      ...(signing && { secret: "a new one" }),
    };
    const changed = JSON.stringify(after) !== JSON.stringify(was);
    audit(changed ? { target: { id, name }, before: was, after } : null);
    return { ...toWebhook({ ...before, ...shown, updatedAt }), secret: made };
  },
});

/** Removes a webhook with its secret and its deliveries. */
export const removeWebhook = organisationCommand("webhook.remove", {
  did: "removed the webhook",
  event: null,
  input: oneWebhook,
  token: "organisation",
  permission: "notification.delete",
  async run({ trx, organisation, audit }, { webhook: id }) {
    const row = await requireWebhook(trx, organisation.id, id);
    await deleteWebhookRow(trx, organisation.id, id);
    audit({ target: { id, name: row.name }, before: logged(row) });
    return toWebhook(row);
  },
});
