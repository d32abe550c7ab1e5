import { claimDeliveries, holdWebhook, noteTried } from "@/db/queries/delivery_work";
import { claimInput, triedInput } from "@/lib/events/schema";
import { systemCommand } from "@/lib/kernel/system_kinds";

/** The seconds between one attempt and the next: six attempts in an hour. */
export const pauses = [10, 60, 300, 900, 2_100];
/** For this long after an event its receiver may keep asking to wait without using up an attempt. */
const patienceMs = 24 * 3_600_000;
/** An attempt ends within thirty seconds; a worker that hasn't reported after this long is dead. */
const leaseSeconds = 60;

/** Takes deliveries that are due, each for one process only. */
export const claimDue = systemCommand("webhook.claim", {
  input: claimInput,
  scope: () => ({ portal: true }),
  did: { unaudited: "a stamp of who tells it" },
  event: null,
  run: ({ trx }, { limit }) => claimDeliveries(trx, limit, leaseSeconds),
});

/** Records the outcome of an attempt, and the time of the next. */
export const noteDelivery = systemCommand("webhook.note", {
  input: triedInput,
  scope: ({ organisationId }) => ({ organisationId }),
  did: { unaudited: "the log of deliveries has it" },
  event: null,
  async run({ trx }, { id, organisationId, webhookId, createdAt, attempts, delivered, wait, ...how }) {
    // Locked before the delivery, in the same order as when a webhook is removed.
    if (webhookId && wait !== null) await holdWebhook(trx, organisationId, webhookId, wait);
    const one = { organisationId, id, attempts };
    if (!delivered && wait !== null && Date.now() - createdAt.getTime() < patienceMs)
      return noteTried(trx, one, { ...how, state: "queued", attempts: attempts - 1 }, wait);
    const again = delivered ? null : (pauses[attempts - 1] ?? null);
    const state = delivered ? "delivered" : again === null ? "failed" : "queued";
    return noteTried(trx, one, { ...how, state, attempts }, again);
  },
});
