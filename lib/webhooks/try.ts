import { randomUUID } from "node:crypto";
import { insertTest } from "@/db/queries/deliveries";
import { organisationCommand } from "@/lib/kinds";
import { webhookTestsAnHour } from "@/lib/limits";
import { spendOn } from "@/lib/rate";
import type { Telling } from "@/lib/webhooks/body";
import { testEvent } from "@/lib/webhooks/events";
import { factsOf } from "@/lib/webhooks/facts";
import { type Format, oneDelivery, oneWebhook } from "@/lib/webhooks/schema";
import { type Destination, send } from "@/lib/webhooks/send";
import { retry } from "@/lib/webhooks/told";
import { opened, requireWebhook } from "@/lib/webhooks/view";

interface Trial {
  webhook: { id: string; name: string };
  destination: Destination;
  telling: Telling;
}

/** Tells a webhook that this is a test, now, and says how it went. It is in the log of its deliveries. */
export const testWebhook = organisationCommand("webhook.test", {
  input: oneWebhook,
  token: "organisation",
  permission: "notification.update",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  // Held while its row is written: a webhook that was removed meanwhile has no log any more.
  async check({ trx, organisation, actor }, { webhook: id }): Promise<Trial> {
    const row = await requireWebhook(trx, organisation.id, id);
    const destination = { ...opened(id, row), format: row.format as Format };
    const facts = factsOf({ actorKind: "user", actorId: actor.userId, actorName: actor.name }, { id, name: row.name });
    const { handle, name } = organisation;
    const about = { id: organisation.id, handle, name };
    const telling = { id: randomUUID(), event: testEvent, at: new Date(), organisation: about, facts };
    return { webhook: { id, name: row.name }, destination, telling };
  },
  async prepare(_input, { webhook, destination, telling }) {
    await spendOn("webhook.test", telling.organisation.id, webhookTestsAnHour, 3600);
    return { webhook, telling, attempt: await send(destination, telling) };
  },
  async run({ trx, organisation, audit, prepared: { webhook, telling, attempt } }) {
    await requireWebhook(trx, organisation.id, webhook.id);
    const { delivered, wait: _, ...how } = attempt;
    const tried = { ...how, state: delivered ? ("delivered" as const) : ("failed" as const) };
    const { id, event, facts } = telling;
    await insertTest(trx, { id, event, facts, ...tried, organisationId: organisation.id, webhookId: webhook.id });
    audit({ target: webhook, after: { outcome: tried.state, ...(tried.status !== null && { status: tried.status }) } });
    return { id, ...tried };
  },
});

/** Begins the tries of a failed delivery anew. */
export const retryDelivery = organisationCommand("webhook.retry", {
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
