import { claimDeliveries, holdWebhook, noteTried } from "@/db/queries/delivery_work";
import { claimInput, triedInput } from "@/lib/events/schema";
import { systemCommand } from "@/lib/kernel/system_kinds";

/** How long after each try the next one is, in seconds: six tries in an hour. */
export const pauses = [10, 60, 300, 900, 2_100];
/** For this long after an event its receiver may ask to wait, again and again, without using up a try. */
const patienceMs = 24 * 3_600_000;
/** A try ends within thirty seconds; whoever hasn't said so after this long is dead. */
const leaseSeconds = 60;

/** Takes deliveries that are due, each for one process alone. */
export const claimDue = systemCommand("webhook.claim", {
  input: claimInput,
  scope: () => ({ portal: true }),
  did: { unaudited: "a stamp of who tells it" },
  event: null,
  run: ({ trx }, { limit }) => claimDeliveries(trx, limit, leaseSeconds),
});

/** Notes how a try went, and when the next one is. */
export const noteDelivery = systemCommand("webhook.note", {
  input: triedInput,
  scope: ({ organisationId }) => ({ organisationId }),
  did: { unaudited: "the log of deliveries has it" },
  event: null,
  async run({ trx }, { id, organisationId, webhookId, createdAt, attempts, delivered, wait, ...how }) {
    // Before the delivery, as whoever removes the webhook locks them.
    if (webhookId && wait !== null) await holdWebhook(trx, organisationId, webhookId, wait);
    const one = { organisationId, id, attempts };
    if (!delivered && wait !== null && Date.now() - createdAt.getTime() < patienceMs)
      return noteTried(trx, one, { ...how, state: "queued", attempts: attempts - 1 }, wait);
    const again = delivered ? null : (pauses[attempts - 1] ?? null);
    const state = delivered ? "delivered" : again === null ? "failed" : "queued";
    return noteTried(trx, one, { ...how, state, attempts }, again);
  },
});
