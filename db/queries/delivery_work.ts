import { sql } from "kysely";
import type { Trx } from "@/db/client";
import type { Facts, Tried } from "@/db/queries/deliveries";

/**
 * A delivery in progress, with the encrypted access to its destination. Either the webhook's columns are set or the
 * SMTP server's.
 */
export interface ClaimedRow {
  id: string;
  attempts: number;
  event: string;
  facts: Facts;
  createdAt: Date;
  webhookId: string | null;
  format: string | null;
  address: Buffer | null;
  providerId: string | null;
  settings: unknown;
  /** The webhook's signing secret, or the SMTP server's password, if it needs one. */
  secret: Buffer | null;
  organisationId: string;
  handle: string;
  organisationName: string;
}

/**
 * Takes up to `limit` deliveries that are due, each for one process only and for `seconds`. Webhooks and SMTP servers
 * are picked at random and have at most four at a time, so that a slow or busy one doesn't delay the others. One that
 * asked to wait gets nothing for that long, and for ten minutes more only one at a time. The compared time is rounded
 * like the column's: what is due now isn’t due half a millisecond later. For the portal’s scope.
 */
export async function claimDeliveries(trx: Trx, limit: number, seconds: number): Promise<ClaimedRow[]> {
  const { rows } = await sql<ClaimedRow>`
    with recursive waiting as (
      (select destination_id from deliveries where due_at is not null order by destination_id limit 1)
      union all
      select (select destination_id from deliveries where due_at is not null and destination_id > waiting.destination_id
        order by destination_id limit 1) from waiting where waiting.destination_id is not null),
    open as (
      select destination_id, case when waits_until > now() - interval '10 minutes' then 1 else 4 end as hands
      from waiting left join webhooks on webhooks.id = waiting.destination_id
      where destination_id is not null and (waits_until is null or waits_until <= now())),
    chosen as materialized (
      select destination_id, hands from open
      where (select count(*) from (select from deliveries under_way where under_way.destination_id = open.destination_id
          and state = 'sending' and due_at > now() limit 4) counted) < hands
      order by random() limit ${limit}),
    due as materialized (
      select next.id from chosen cross join lateral (
        select id from deliveries where destination_id = chosen.destination_id and due_at <= now()::timestamptz(3)
          and not exists (select from organisations o where o.id = deliveries.organisation_id and o.deleted_at is not null)
        order by due_at limit least(2, chosen.hands) for update skip locked) next
      limit ${limit}),
    taken as (
      update deliveries set state = 'sending', attempts = attempts + 1, tried_at = now(),
        due_at = now() + make_interval(secs => ${seconds})
      where id = any (array(select id from due)) returning *)
    select taken.id, taken.attempts, taken.event, taken.facts, taken.created_at, taken.webhook_id, webhooks.format, webhooks.address,
      taken.provider_id, provider.settings, coalesce(webhooks.secret, provider.secret) as secret,
      taken.organisation_id, organisations.handle, organisations.name as organisation_name
    from taken join organisations on organisations.id = taken.organisation_id
    left join webhooks on webhooks.organisation_id = taken.organisation_id and webhooks.id = taken.webhook_id
    left join notification_providers provider
      on provider.organisation_id = taken.organisation_id and provider.id = taken.provider_id`.execute(trx);
  return rows;
}

/** Sends a webhook nothing for this many seconds. */
export async function holdWebhook(trx: Trx, organisationId: string, id: string, seconds: number): Promise<void> {
  await trx
    .updateTable("webhooks")
    .set({ waitsUntil: sql<Date>`greatest(waits_until, now() + make_interval(secs => ${seconds}))` })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}

/**
 * Records the outcome of an attempt, unless another process has taken the delivery. @param again seconds until the
 * next; null if there is none
 */
export async function noteTried(
  trx: Trx,
  { organisationId, id, attempts }: { organisationId: string; id: string; attempts: number },
  tried: Tried & { attempts: number },
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
