import { sql } from "kysely";
import type { Trx } from "@/db/client";
import type { Limit, LimitNumbers, LimitPart, Limits } from "@/lib/tiers/words";

/** The numbers of an organisation: a column for queries on organisations. */
export const limitsColumn = sql<Limits>`(select json_object_agg(what, json_build_object('most', most, 'own', own))
  from limits_of(organisations.id))`.as("limits");

/** One number of an organisation, and its portal tier. Exact while the lock is held that such things are made under. */
export async function findLimit(trx: Trx, organisationId: string, what: LimitPart) {
  const { rows } = await sql<Limit & { tier: string }>`
    select most, own, of_tier as tier from limits_of(${organisationId}::uuid) where what = ${what}`.execute(trx);
  const [row] = rows;
  if (!row) throw new Error("An organisation was asked for its limits outside its scope.");
  return row;
}

/** The numbers of all portal tiers. */
export async function listTierLimits(trx: Trx) {
  return trx.selectFrom("tierLimits").select(["tier", "what", "most"]).execute();
}

/** The same of one, locked: one change at a time. */
export async function lockTierLimits(trx: Trx, tier: string) {
  return trx
    .selectFrom("tierLimits")
    .select(["what", "most"])
    .where("tier", "=", tier)
    .orderBy("what")
    .forNoKeyUpdate()
    .execute();
}

export async function setTierLimit(trx: Trx, tier: string, what: LimitPart, most: number | null): Promise<void> {
  await trx.updateTable("tierLimits").set({ most }).where("tier", "=", tier).where("what", "=", what).execute();
}

/** Sets an organisation's own number. */
export async function setOwnLimit(trx: Trx, organisationId: string, what: LimitPart, most: number | null) {
  await trx
    .insertInto("organisationLimits")
    .values({ organisationId, what, most })
    .onConflict((conflict) => conflict.columns(["organisationId", "what"]).doUpdateSet({ most }))
    .execute();
}

/** Resets a number to the portal tier's. */
export async function dropOwnLimit(trx: Trx, organisationId: string, what: LimitPart): Promise<void> {
  await trx
    .deleteFrom("organisationLimits")
    .where("organisationId", "=", organisationId)
    .where("what", "=", what)
    .execute();
}

/** What each organisation has of each limited thing; of its zones, servers, members and tunnel devices the one with the most. For the portal's scope. */
const uses = sql`(
  select id as organisation_id, 'servers' as what, server_count::bigint as used from organisations
  union all select organisation_id, 'zones', count(*) from zones group by organisation_id
  union all select organisation_id, 'zoneRecords', max(record_count) from zones group by organisation_id
  union all select organisation_id, 'invitations', count(*) from invitations
    where state = 'pending' and expires_at > now() group by organisation_id
  union all select organisation_id, 'projects', count(*) from projects group by organisation_id
  union all select organisation_id, 'customRoles', count(*) from roles group by organisation_id
  union all select organisation_id, 'serverBackups', max(made) from (select organisation_id, count(*) as made from backups
    where state not in ('failed', 'deleting') group by organisation_id, server_id) each group by organisation_id
  union all select organisation_id, 'backupSizeMb', ceil(max(bytes) / 1048576.0)::bigint from backups
    where state = 'kept' group by organisation_id
  union all select organisation_id, 'tokens', max(made) from (select organisation_id, count(*) as made from api_tokens
    where organisation_id is not null group by organisation_id, user_id) each group by organisation_id
  union all select organisation_id, 'tunnelDevices', count(*) from tunnel_devices group by organisation_id
  union all select organisation_id, 'devicePorts', max(made) from (select organisation_id, count(*) as made from tunnel_ports
    where closed_at is null group by organisation_id, device_id) each group by organisation_id)`;

/** The same of one organisation, without what it has none of: a column for queries on organisations in the portal's scope. */
export const usesColumn = sql<Partial<Record<LimitPart, number>> | null>`(select json_object_agg(what, used)
  from ${uses} used where used.organisation_id = organisations.id)`.as("uses");

/** An organisation's numbers with what it has, in the portal's scope. */
export async function findLimits(trx: Trx, organisationId: string) {
  return trx
    .selectFrom("organisations")
    .select([limitsColumn, usesColumn])
    .where("id", "=", organisationId)
    .executeTakeFirstOrThrow();
}

/** How many organisations of a tier, without a number of their own, have more than these. For the portal's scope. */
export async function countAbove(trx: Trx, tier: string, wanted: Partial<LimitNumbers>) {
  const { rows } = await sql<{ what: LimitPart; organisations: number }>`
    select wish.key as what, count(*)::int as organisations
    from jsonb_each_text(${JSON.stringify(wanted)}::jsonb) wish
    join ${uses} used on used.what = wish.key and used.used > wish.value::bigint
    join organisations o on o.id = used.organisation_id and o.portal_tier = ${tier}
    where not exists (select from organisation_limits own where own.organisation_id = o.id and own.what = wish.key)
    group by wish.key order by wish.key`.execute(trx);
  return rows;
}
