import { type SqlBool, sql } from "kysely";
import type { Trx } from "@/db/client";
import { compiledLast } from "@/db/compiled";

export type DeliveryState = "queued" | "sending" | "delivered" | "failed";

/** Who did it, and to what. Names are copied in, as in the log; one that is an address is left out. */
export interface Facts {
  actor: { kind: string; id: string | null; name: string };
  target: { id: string; name: string | null } | null;
}

interface Told {
  organisationId: string;
  event: string;
  /** `Facts`, as JSON. */
  facts: string;
}

/**
 * A delivery for each webhook that wants this event, with the commit. A webhook that is being removed is waited for and skipped. It
 * comes before the log's row: who removes a webhook has its lock before that of the log, too.
 */
export const insertDeliveries = compiledLast((db, { organisationId, event, facts }: Told) =>
  db
    .insertInto("deliveries")
    .columns(["id", "organisationId", "webhookId", "event", "facts"])
    .expression(
      db
        .selectFrom("webhooks")
        .select((eb) => [
          sql<string>`gen_random_uuid()`.as("id"),
          "organisationId",
          "webhooks.id as webhookId",
          sql<string>`${event}::text`.as("event"),
          eb.cast<string>(eb.val(facts), "jsonb").as("facts"),
        ])
        .where("organisationId", "=", organisationId)
        .where(sql<SqlBool>`${event}::text = any (events)`)
        .forKeyShare(),
    ),
);

const outcome = ["state", "attempts", "status", "durationMs", "problem", "answer", "triedAt"] as const;

/** What became of a try. */
export interface Tried {
  state: DeliveryState;
  status: number | null;
  durationMs: number;
  problem: string | null;
  answer: string | null;
}

/** The one that tried a webhook, noted when it is over. */
export async function insertTest(
  trx: Trx,
  { facts, ...row }: Tried & { id: string; organisationId: string; webhookId: string; event: string; facts: Facts },
): Promise<void> {
  const over = { attempts: 1, dueAt: null, triedAt: sql<Date>`now()` };
  await trx
    .insertInto("deliveries")
    .values({ ...row, ...over, facts: JSON.stringify(facts) })
    .execute();
}

/** What was and is to be told to one webhook, newest first. */
export async function listDeliveriesOf(
  trx: Trx,
  organisationId: string,
  webhookId: string,
  { state, after, limit }: { state?: DeliveryState; after?: { at: Date; id: string }; limit: number },
) {
  let query = trx
    .selectFrom("deliveries")
    .select(["id", "event", "facts", "dueAt", "createdAt", ...outcome])
    .where("organisationId", "=", organisationId)
    .where("webhookId", "=", webhookId);
  if (state) query = query.where("state", "=", state);
  if (after)
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple("createdAt", "id"), "<", tuple(after.at, after.id)));
  return query.orderBy("createdAt", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** One of a webhook's, locked. */
export async function lockDelivery(trx: Trx, organisationId: string, webhookId: string, id: string) {
  return trx
    .selectFrom("deliveries")
    .select(["id", "event", "state"])
    .where("organisationId", "=", organisationId)
    .where("webhookId", "=", webhookId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}

/** Begins its tries anew. */
export async function requeueDelivery(trx: Trx, organisationId: string, id: string): Promise<void> {
  await trx
    .updateTable("deliveries")
    .set({ state: "queued", attempts: 0, dueAt: sql<Date>`now()` })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}

/** Forgets what was told long ago, told or not; for the portal's scope. */
export async function sweepDeliveries(trx: Trx): Promise<void> {
  await trx.deleteFrom("deliveries").where("createdAt", "<", sql<Date>`now() - interval '30 days'`).execute();
}
