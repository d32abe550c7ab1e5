import { claimDeliveries, noteTried } from "@/db/queries/delivery_work";
import { organisationQuery, systemCommand } from "@/lib/kinds";
import { claimInput, listDeliveriesInput, triedInput } from "@/lib/webhooks/schema";
import { pageOfDeliveries } from "@/lib/webhooks/told";
import { requireWebhook, requireWholeSight } from "@/lib/webhooks/view";

/** How long after each try the next one is, in seconds: six tries in an hour. */
export const pauses = [10, 60, 300, 900, 2_100];
/** A try ends within thirty seconds; whoever hasn't said so after this long is dead. */
const leaseSeconds = 60;

/** What one webhook was and is to be told, newest first. */
export const listDeliveries = organisationQuery("webhook.deliveries", {
  input: listDeliveriesInput,
  token: "organisation",
  permission: "notification.read",
  async run({ trx, organisation }, { webhook, ...which }) {
    await requireWebhook(trx, organisation.id, webhook);
    requireWholeSight(organisation);
    return pageOfDeliveries(trx, organisation.id, { webhookId: webhook }, which);
  },
});

/** Takes deliveries that are due, each for one process alone. */
export const claimDue = systemCommand("webhook.claim", {
  input: claimInput,
  scope: () => ({ portal: true }),
  unaudited: "a stamp of who tells it",
  run: ({ trx }, { limit }) => claimDeliveries(trx, limit, leaseSeconds),
});

/** Notes how a try went, and when the next one is. */
export const noteDelivery = systemCommand("webhook.note", {
  input: triedInput,
  scope: ({ organisationId }) => ({ organisationId }),
  unaudited: "the log of deliveries has it",
  async run({ trx }, { id, organisationId, attempts, delivered, ...how }) {
    const again = delivered ? null : (pauses[attempts - 1] ?? null);
    const state = delivered ? "delivered" : again === null ? "failed" : "queued";
    await noteTried(trx, { organisationId, id, attempts }, { ...how, state }, again);
  },
});
