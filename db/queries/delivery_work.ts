import { sql } from "kysely";
import type { Trx } from "@/db/client";
import type { Facts, Tried } from "@/db/queries/deliveries";

/** A delivery in hand, with what opens its webhook: encrypted. */
export interface ClaimedRow {
  id: string;
  attempts: number;
  event: string;
  facts: Facts;
  createdAt: Date;
  webhookId: string;
  format: string;
  address: Buffer;
  secret: Buffer;
  organisationId: string;
  handle: string;
  organisationName: string;
}

/**
 * Takes up to `limit` deliveries that are due, each for one process alone and for `seconds`. The webhooks take turns by chance and have
 * at most four under way, so that one that is slow, or told very much, keeps no other waiting. For the portal's scope.
 */
export async function claimDeliveries(trx: Trx, limit: number, seconds: number): Promise<ClaimedRow[]> {
  const { rows } = await sql<ClaimedRow>`
    with recursive waiting as (
      (select webhook_id from deliveries where due_at is not null order by webhook_id limit 1)
      union all
      select (select webhook_id from deliveries where due_at is not null and webhook_id > waiting.webhook_id
        order by webhook_id limit 1) from waiting where waiting.webhook_id is not null),
    chosen as materialized (
      select webhook_id from waiting where webhook_id is not null
        and (select count(*) from (select from deliveries under_way where under_way.webhook_id = waiting.webhook_id
          and state = 'sending' and due_at > now() limit 4) counted) < 4
      order by random() limit ${limit}),
    due as materialized (
      select next.id from chosen cross join lateral (
        select id from deliveries where webhook_id = chosen.webhook_id and due_at <= now()
        order by due_at limit 2 for update skip locked) next
      limit ${limit}),
    taken as (
      update deliveries set state = 'sending', attempts = attempts + 1, tried_at = now(),
        due_at = now() + make_interval(secs => ${seconds})
      where id = any (array(select id from due)) returning *)
    select taken.id, taken.attempts, taken.event, taken.facts, taken.created_at, taken.webhook_id, webhooks.format, webhooks.address,
      webhooks.secret, taken.organisation_id, organisations.handle, organisations.name as organisation_name
    from taken join webhooks on webhooks.organisation_id = taken.organisation_id and webhooks.id = taken.webhook_id
    join organisations on organisations.id = taken.organisation_id`.execute(trx);
  return rows;
}

/** Notes how a try ended, unless the delivery is in other hands by now. @param again seconds until the next; null when it is over */
export async function noteTried(
  trx: Trx,
  { organisationId, id, attempts }: { organisationId: string; id: string; attempts: number },
  tried: Tried,
  again: number | null,
): Promise<void> {
  await trx
    .updateTable("deliveries")
    .set({ ...tried, dueAt: again === null ? null : sql<Date>`now() + make_interval(secs => ${again})` })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .where("state", "=", "sending")
    .where("attempts", "=", attempts)
    .execute();
}
