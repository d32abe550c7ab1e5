import { sql } from "kysely";
import type { Trx } from "@/db/client";
import type { ZoneRef } from "@/db/queries/zone_parts";

import type { ZoneRecord } from "@/lib/dns/records/record";

type Zone = ZoneRef & { name: string };

/** The most records fetched below one name: more than are ever reported. */
const mostBelow = 1_000;

/** All live records at these names, looked up by index. The names must be in the zone. */
export async function recordsAtNames(trx: Trx, zone: Zone, names: string[]): Promise<ZoneRecord[]> {
  const { rows } = await sql<ZoneRecord>`
    select found.name, found.type, found.ttl, found.content from unnest(${names}::text[]) as wanted,
      lateral (select id, name, type, ttl, content from records
        where organisation_id = ${zone.organisationId} and zone_id = ${zone.id}
          and key = record_key(wanted, ${zone.name}) and until_version is null
        order by id offset 0) as found`.execute(trx);
  return rows;
}

/** Live records below these names, the first thousand of each. */
export async function recordsBelow(trx: Trx, zone: Zone, names: string[]): Promise<ZoneRecord[]> {
  const { rows } = await sql<ZoneRecord>`
    select found.name, found.type, found.ttl, found.content from unnest(${names}::text[]) as wanted,
      lateral (select name, type, ttl, content from records
        where organisation_id = ${zone.organisationId} and zone_id = ${zone.id}
          and key >= record_key(wanted, ${zone.name}) || ' ' and key < record_key(wanted, ${zone.name}) || '!'
          and until_version is null
        order by key, type limit ${mostBelow}) as found`.execute(trx);
  return rows;
}

/** Live MX, NS and SRV records that point at these names, the first thousand of each. */
export async function recordsPointingAt(trx: Trx, zone: Zone, names: string[]): Promise<ZoneRecord[]> {
  const { rows } = await sql<ZoneRecord>`
    select found.name, found.type, found.ttl, found.content from unnest(${names}::text[]) as wanted,
      lateral (select name, type, ttl, content from records
        where organisation_id = ${zone.organisationId} and zone_id = ${zone.id}
          and target = wanted || '.' and target is not null and until_version is null
        limit ${mostBelow}) as found`.execute(trx);
  return rows;
}

/** The first names of a zone whose own record points to an address; no wildcards. */
export async function namesLeadingTo(trx: Trx, zone: ZoneRef, type: "A" | "AAAA", address: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from records
    where organisation_id = ${zone.organisationId} and zone_id = ${zone.id} and until_version is null
      and type = ${type} and content = ${address} and name not like '*.%'
    order by key limit 5`.execute(trx);
  return rows.map(({ name }) => name);
}

/** A live record by its id, or the one that replaced it: same name, type and content, another TTL. */
export async function findRecord(trx: Trx, zone: ZoneRef, id: string) {
  const { rows } = await sql<ZoneRecord & { id: string }>`
    select live.id, live.name, live.type, live.ttl, live.content from records known
      join records live on live.zone_id = known.zone_id and live.key = known.key and live.type = known.type
        and live.content = known.content and live.until_version is null
    where known.organisation_id = ${zone.organisationId} and known.zone_id = ${zone.id} and known.id = ${id}::bigint`.execute(
    trx,
  );
  return rows[0];
}

/** The live record that is exactly this one. */
export async function findRecordOf(trx: Trx, zone: Zone, { name, type, content }: Omit<ZoneRecord, "ttl">) {
  const { rows } = await sql<{ id: string; sinceVersion: string }>`
    select id, since_version from records
    where organisation_id = ${zone.organisationId} and zone_id = ${zone.id} and key = record_key(${name}, ${zone.name})
      and type = ${type} and content = ${content} and until_version is null`.execute(trx);
  return rows[0];
}

/** All live records, unordered, for checking a whole zone. */
export async function readAllRecords(trx: Trx, zone: ZoneRef): Promise<ZoneRecord[]> {
  const { rows } = await sql<ZoneRecord>`
    select name, type, ttl, content from records
    where organisation_id = ${zone.organisationId} and zone_id = ${zone.id} and until_version is null`.execute(trx);
  return rows;
}

/** The most common TTL of the live records; null without any. */
export async function usualTtl(trx: Trx, zone: ZoneRef): Promise<number | null> {
  const { rows } = await sql<{ ttl: number | null }>`
    select mode() within group (order by ttl) as ttl from records
    where organisation_id = ${zone.organisationId} and zone_id = ${zone.id} and until_version is null`.execute(trx);
  return rows[0]?.ttl ?? null;
}

/** Raises this transaction’s statement timeout, for changes of a hundred thousand records. */
export async function allowMinutes(trx: Trx, minutes: number): Promise<void> {
  await sql`select set_config('statement_timeout', ${`${minutes}min`}, true)`.execute(trx);
}
