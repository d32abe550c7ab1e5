import { type SqlBool, sql } from "kysely";
import type { Trx } from "@/db/client";
import { compiledLast } from "@/db/compiled";
import type { NewAudit } from "@/db/queries/audit";

export type DeliveryState = "queued" | "sending" | "delivered" | "failed";

/** Actor and target. Names are copied, as in the log; a name that is an address is left out. */
export interface Facts {
  actor: { kind: string; id: string | null; name: string };
  target: { id: string; name: string | null } | null;
}

interface Told extends Omit<NewAudit, "details"> {
  organisationId: string;
  /** JSON. */
  details: string;
  event: string;
  /** `Facts`, as JSON. */
  facts: string;
}

const insertTold = compiledLast((db, given: Told) => {
  const { organisationId, actorKind, actorId, actorName, operation, targetId, targetName, details, address } = given;
  const wants = sql`organisation_id = ${organisationId} and ${given.event}::text = any (events)`;
  const insert = sql`
    with webhook as (select id from webhooks where ${wants} for key share),
    provider as (select id from notification_providers where ${wants} for key share),
    wanting as (select id as webhook_id, null::uuid as provider_id from webhook union all select null, id from provider),
    told as (
      insert into deliveries (id, organisation_id, webhook_id, provider_id, event, facts)
      select gen_random_uuid(), ${organisationId}, webhook_id, provider_id, ${given.event}, ${given.facts}::jsonb from wanting
      returning id)
    insert into audit (organisation_id, actor_kind, actor_id, actor_name, operation, target_id, target_name, details, address,
      chain, seq, at, prev_hash, hash)
    select ${organisationId}::uuid, ${actorKind}::text, ${actorId}::uuid, ${actorName}::text, ${operation}::text,
      ${targetId}::text, ${targetName}::text, ${details}::jsonb, ${address}::text, '', 0, now(), '', ''
    from (select count(id) from told) first`;
  return { compile: () => insert.compile(db) };
});

/**
 * Adds the row of an event to its chain, and a delivery for each webhook and SMTP server that subscribes to the event,
 * with the commit. One that is being removed is waited for and skipped. Deliveries are written before the log's row, so
 * the statement counts them: removing a webhook takes the locks in the same order.
 */
export function insertEvent(trx: Trx, row: NewAudit & { organisationId: string }, event: string, facts: Facts): void {
  insertTold(trx, { ...row, details: JSON.stringify(row.details), event, facts: JSON.stringify(facts) });
}

/** The destination: a webhook, or the recipients of an SMTP server. */
export type Destination = { webhookId: string } | { providerId: string };
const isOf = (to: Destination) =>
  "webhookId" in to ? sql<SqlBool>`webhook_id = ${to.webhookId}` : sql<SqlBool>`provider_id = ${to.providerId}`;

interface LastTry {
  lastState: string | null;
  lastTriedAt: Date | null;
  lastProblem: string | null;
}

/** The outcome of each one's last attempt, for a lateral join with the query's rows of that name. */
export const lastTryOf = (name: "webhook" | "provider") =>
  sql<LastTry>`(select state as last_state, tried_at as last_tried_at, problem as last_problem from deliveries
    where deliveries.organisation_id = ${sql.ref(`${name}.organisationId`)}
    and ${sql.ref(`deliveries.${name}Id`)} = ${sql.ref(`${name}.id`)} and tried_at is not null
    order by created_at desc, id desc limit 1)`.as<"last">(sql.ref("last"));

const outcome = ["state", "attempts", "status", "durationMs", "problem", "answer", "triedAt"] as const;

/** The outcome of an attempt. */
export interface Tried {
  state: DeliveryState;
  status: number | null;
  durationMs: number;
  problem: string | null;
  answer: string | null;
}

/** Records the finished test of a webhook. */
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

/** The deliveries to one of them, newest first. */
export async function listDeliveriesOf(
  trx: Trx,
  organisationId: string,
  to: Destination,
  { state, after, limit }: { state?: DeliveryState; after?: { at: Date; id: string }; limit: number },
) {
  let query = trx
    .selectFrom("deliveries")
    .select(["id", "event", "facts", "dueAt", "createdAt", ...outcome])
    .where("organisationId", "=", organisationId)
    .where(isOf(to));
  if (state) query = query.where("state", "=", state);
  if (after)
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple("createdAt", "id"), "<", tuple(after.at, after.id)));
  return query.orderBy("createdAt", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** One of them, locked. */
export async function lockDelivery(trx: Trx, organisationId: string, to: Destination, id: string) {
  return trx
    .selectFrom("deliveries")
    .select(["id", "event", "state"])
    .where("organisationId", "=", organisationId)
    .where(isOf(to))
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}

/** Restarts its attempts. */
export async function requeueDelivery(trx: Trx, organisationId: string, id: string): Promise<void> {
  await trx
    .updateTable("deliveries")
    .set({ state: "queued", attempts: 0, dueAt: sql<Date>`now()` })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}

/** Deletes old deliveries in any state; for the portal's scope. */
export async function sweepDeliveries(trx: Trx): Promise<void> {
  await trx.deleteFrom("deliveries").where("createdAt", "<", sql<Date>`now() - interval '30 days'`).execute();
}
