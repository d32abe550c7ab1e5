import { setTimeout } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import type { Attempt } from "@/lib/events/attempt";
import { claimDue, noteDelivery } from "@/lib/events/delivery_operations";
import { every } from "@/lib/jobs/every";
import { systemCaller } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/errors";
import { log } from "@/lib/log";
import { mailEvent } from "@/lib/smtp_servers/event_letter";
import { settingsOf } from "@/lib/smtp_servers/settings";
import { openPassword } from "@/lib/smtp_servers/view";
import type { Format } from "@/lib/webhooks/schema";
import { send } from "@/lib/webhooks/send";
import { opened } from "@/lib/webhooks/view";

const caller = systemCaller("webhooks");
/** How many deliveries one process makes at a time. */
const hands = 32;
type Claimed = Awaited<ReturnType<typeof claimDue>>[number];

/** Delivers due events to webhooks and e-mail recipients within a second, until it is stopped. Slow receivers don't delay others. */
export function startTelling(): () => Promise<void> {
  const underWay = new Set<Promise<void>>();
  const ended = new AbortController();
  const { signal } = ended;
  const second = () => setTimeout(1_000, undefined, { signal }).catch(() => {});
  const stop = every(1_000, async () => {
    await tellDue(underWay);
    // A receiver that has accepted one delivery may get the next at once.
    while (underWay.size > 0 && !signal.aborted) {
      await Promise.race([...underWay, second()]);
      if (!signal.aborted) await tellDue(underWay);
    }
  });
  return async () => {
    ended.abort();
    await stop();
    // A delivery that doesn't end in time is repeated by another process once its claim has expired.
    await Promise.race([Promise.all(underWay), setTimeout(5_000, undefined, { ref: false })]);
  };
}

/** Starts due deliveries up to the limit. A started delivery is in `underWay` until it ends. */
export async function tellDue(underWay = new Set<Promise<void>>()): Promise<Set<Promise<void>>> {
  while (underWay.size < hands) {
    const due = await claimDue(caller, { limit: hands - underWay.size });
    for (const claimed of due) {
      const telling: Promise<void> = tell(claimed)
        .catch((error: Error) => log().warn({ error: error.message }, "a delivery couldn’t be noted"))
        .finally(() => underWay.delete(telling));
      underWay.add(telling);
    }
    if (due.length === 0) break;
  }
  return underWay;
}

async function tell(claimed: Claimed): Promise<void> {
  const { id, organisationId, webhookId, createdAt, attempts } = claimed;
  await noteDelivery(caller, { id, organisationId, webhookId, createdAt, attempts, ...(await attempt(claimed)) });
}

async function attempt(claimed: Claimed): Promise<Attempt> {
  const { id, event, facts, createdAt: at, organisationId, handle, organisationName: name } = claimed;
  const telling = { id, event, facts, at, organisation: { id: organisationId, handle, name } };
  const { webhookId, providerId, address, secret, format } = claimed;
  try {
    if (providerId) return await mailEvent(settingsOf(claimed), openPassword(providerId, secret), telling);
    if (!webhookId || !address || !secret) throw new AppError("webhook.unknown");
    return await send({ ...opened(webhookId, { address, secret }), format: format as Format }, telling);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { delivered: false, status: null, durationMs: 0, problem: error.message, answer: null, wait: null };
  }
}
