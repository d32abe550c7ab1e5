import { sql } from "kysely";
import type { Trx } from "@/db/client";
import type { ZoneRef } from "@/db/queries/zone_parts";

import type { ZoneRecord } from "@/lib/dns/records/record";

/** Zones to check, each reserved for half a minute. For the portal’s scope. */
export async function takeChecks(trx: Trx, most: number) {
  const { rows } = await sql<{ zoneId: string; organisationId: string; mend: boolean }>`
    update zone_checks c set due_at = now() + interval '30 seconds', tries = c.tries + 1
    from (select zone_id from zone_checks where due_at <= now()::timestamptz(3) order by due_at limit ${most} for update skip locked) d
    where c.zone_id = d.zone_id returning c.zone_id, c.organisation_id, c.mend`.execute(trx);
  return rows;
}

/** A column for zones: whether some name of the zone fails. */
export const zoneFails =
  sql<boolean>`exists (select from zone_checks where zone_checks.zone_id = zones.id and zone_checks.failing <> '{}')`.as(
    "failing",
  );

/** The result of a zone’s last check. */
export async function readCheck(trx: Trx, { id, organisationId }: ZoneRef) {
  const row = await trx
    .selectFrom("zoneChecks")
    .select(["checkedVersion", "tries", "failing", "failingSince", "mend"])
    .where("organisationId", "=", organisationId)
    .where("zoneId", "=", id)
    .executeTakeFirst();
  return row && { ...row, checkedVersion: Number(row.checkedVersion) };
}

/** Names that changed since a version, at most one more than `most`. */
export async function namesChangedSince(trx: Trx, { id, organisationId }: ZoneRef, version: number, most: number) {
  const since = (column: "sinceVersion" | "untilVersion") =>
    trx
      .selectFrom("records")
      .select("name")
      .where("organisationId", "=", organisationId)
      .where("zoneId", "=", id)
      .where(column, ">", String(version));
  const rows = await since("sinceVersion")
    .union(since("untilVersion"))
    .limit(most + 1)
    .execute();
  return rows.map(({ name }) => name);
}

interface Noted {
  version: number;
  failing: string[];
  /** Seconds until the next check; null: not before the next change. */
  again: number | null;
}

/** Stores the result for one version; later changes are checked at once. */
export async function noteCheck(trx: Trx, { id, organisationId }: ZoneRef, { version, failing, again }: Noted) {
  await sql`update zone_checks c set checked_version = ${version}, failing = ${failing}::text[],
    failing_since = case when ${failing.length} = 0 then null else coalesce(c.failing_since, now()) end,
    due_at = case when (select z.version from zones z where z.id = c.zone_id) > ${version} then now()
      else now() + ${again}::integer * interval '1 second' end
    where c.organisation_id = ${organisationId} and c.zone_id = ${id}`.execute(trx);
}

/** The check gave no result: schedules another attempt, with growing delays. */
export async function putOffCheck(trx: Trx, { id, organisationId }: ZoneRef) {
  await sql`update zone_checks set due_at = now() + least(600, 2 ^ least(tries, 10)) * interval '1 second'
    where organisation_id = ${organisationId} and zone_id = ${id}`.execute(trx);
}

export async function doneMending(trx: Trx, { id, organisationId }: ZoneRef) {
  await sql`update zone_checks c set mend = false,
    due_at = case when (select z.served from zones z where z.id = c.zone_id) then now() end
    where organisation_id = ${organisationId} and zone_id = ${id}`.execute(trx);
}

/** Live records that may be in an old form. */
export async function doubtfulRecords(trx: Trx, { id, organisationId }: ZoneRef): Promise<ZoneRecord[]> {
  return trx
    .selectFrom("records")
    .select(["name", "type", "ttl", "content"])
    .where("organisationId", "=", organisationId)
    .where("zoneId", "=", id)
    .where("untilVersion", "is", null)
    .where((eb) => eb.or([eb("type", "like", "TYPE%"), eb("type", "in", ["HTTPS", "SVCB"])]))
    .execute();
}

/** How many zones fail; anybody may know the number, but not which. */
export async function countFailing(trx: Trx): Promise<number> {
  const { failing } = await trx.selectFrom("failingZones").select("failing").executeTakeFirstOrThrow();
  return Number(failing);
}
