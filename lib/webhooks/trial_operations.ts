import { randomUUID } from "node:crypto";
import { insertTest } from "@/db/queries/deliveries";
import type { Telling } from "@/lib/events/attempt";
import { retry } from "@/lib/events/deliveries";
import { testEvent } from "@/lib/events/events";
import { requireWholeSight } from "@/lib/events/sight";
import type { UserActor } from "@/lib/kernel/actor";
import type { Organisation } from "@/lib/kernel/entry";
import { factsOf } from "@/lib/kernel/facts";
import { organisationCommand } from "@/lib/kernel/kinds";
import { spendOn } from "@/lib/kernel/rate";
import { webhookTestsAnHour } from "@/lib/limits";
import { randomToken } from "@/lib/tokens";
import { hostOf } from "@/lib/webhooks/address";
import { type Format, oneDelivery, oneWebhook, testWebhookSettingsInput } from "@/lib/webhooks/schema";
import { type Destination, send } from "@/lib/webhooks/send";
import { opened, requireWebhook } from "@/lib/webhooks/view";

interface Trial {
  webhook: { id: string; name: string };
  destination: Destination;
  telling: Telling;
}

function testOf({ id, handle, name }: Organisation, actor: UserActor, target: { id: string; name: string }): Telling {
  const facts = factsOf({ actorKind: "user", actorId: actor.userId, actorName: actor.name }, target);
  return { id: randomUUID(), event: testEvent, at: new Date(), organisation: { id, handle, name }, facts };
}

/** Counts only permitted calls: nobody else can use it up. */
async function tell({ webhook, destination, telling }: Trial) {
  const { id, name } = telling.organisation;
  await spendOn("webhook.test", { subject: id, about: name }, webhookTestsAnHour, 3600);
  const { delivered, wait: _, ...how } = await send(destination, telling);
  return { webhook, telling, tried: { ...how, state: delivered ? ("delivered" as const) : ("failed" as const) } };
}

const outcomeOf = ({ state, status }: { state: string; status: number | null }) => ({
  outcome: state,
  ...(status !== null && { status }),
});

/** Sends a test to a webhook at once and returns the outcome, which is also among its deliveries. */
export const testWebhook = organisationCommand("webhook.test", {
  did: "tested the webhook",
  event: null,
  input: oneWebhook,
  token: "organisation",
  permission: "notification.update",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  // Locked while its row is written: a webhook removed meanwhile has no deliveries any more.
  async check({ trx, organisation, actor }, { webhook: id }): Promise<Trial> {
    const row = await requireWebhook(trx, organisation.id, id);
    const destination = { ...opened(id, row), format: row.format as Format };
    const webhook = { id, name: row.name };
    return { webhook, destination, telling: testOf(organisation, actor, webhook) };
  },
  prepare: (_input, trial) => tell(trial),
  async run({ trx, organisation, audit, prepared: { webhook, telling, tried } }) {
    await requireWebhook(trx, organisation.id, webhook.id);
    const { id, event, facts } = telling;
    await insertTest(trx, { id, event, facts, ...tried, organisationId: organisation.id, webhookId: webhook.id });
    audit({ target: webhook, after: outcomeOf(tried) });
    return { id, ...tried };
  },
});

/** Sends a test to a URL that isn’t saved, and returns the outcome. Needs the same permission as saving it. */
export const testWebhookSettings = organisationCommand("webhook.testSettings", {
  did: "tested a webhook address of",
  event: null,
  input: testWebhookSettingsInput,
  token: "organisation",
  permission: "notification.create",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  lock: "none",
  async check({ organisation, actor }, { url, format, secret = randomToken() }): Promise<Trial> {
    requireWholeSight(organisation);
    const target = { id: organisation.id, name: hostOf(url) };
    return { webhook: target, destination: { url, secret, format }, telling: testOf(organisation, actor, target) };
  },
  prepare: (_input, trial) => tell(trial),
  async run({ audit, prepared: { webhook, telling, tried } }) {
    audit({ target: webhook, after: outcomeOf(tried) });
    return { id: telling.id, ...tried };
  },
});

/** Restarts the attempts of a failed delivery. */
export const retryDelivery = organisationCommand("webhook.retry", {
  did: "redelivered an event to the webhook",
  event: null,
  input: oneDelivery,
  token: "organisation",
  permission: "notification.update",
  limits: [{ points: 120, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, audit }, { webhook: id, delivery: deliveryId }) {
    const webhook = await requireWebhook(trx, organisation.id, id);
    const event = await retry(trx, organisation.id, { webhookId: id }, deliveryId);
    audit({ target: { id, name: webhook.name }, after: { delivery: deliveryId, event } });
    return { id: deliveryId };
  },
});
