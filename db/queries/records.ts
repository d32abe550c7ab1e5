import { sql } from "kysely";
import type { Trx } from "@/db/client";
import type { ZoneRef } from "@/db/queries/zone_parts";

import type { ZoneRecord } from "@/lib/dns/records/record";

/** A record with its id and the version that added it. */
export interface ListedRecord extends ZoneRecord {
  id: string;
  sinceVersion: string;
  /** The reversed labels. Lists are sorted by it, so that related names are next to each other. */
  key: string;
}

export interface RecordFilter {
  /** Part of a name or a content, in lower case. */
  words?: string;
  type?: string;
}

const listed = ["id", "name", "key", "type", "ttl", "content", "sinceVersion"] as const;

function live(trx: Trx, { id, organisationId }: ZoneRef, { words, type }: RecordFilter = {}) {
  let query = trx
    .selectFrom("records")
    .where("organisationId", "=", organisationId)
    .where("zoneId", "=", id)
    .where("untilVersion", "is", null);
  if (type) query = query.where("type", "=", type);
  if (words) query = query.where(sql<boolean>`(strpos(name, ${words}) > 0 or strpos(lower(content), ${words}) > 0)`);
  return query;
}

/** One page of a zone’s records, by name from the apex downwards, then by type. `after`: the last one of the previous page. */
export async function listRecordsOf(
  trx: Trx,
  zone: ZoneRef,
  filter: RecordFilter & { after?: Pick<ListedRecord, "key" | "type" | "id">; limit: number },
): Promise<ListedRecord[]> {
  let query = live(trx, zone, filter).select(listed);
  const { after } = filter;
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple("key", "type", "id"), ">", tuple(after.key, after.type, after.id)),
    );
  return query.orderBy("key").orderBy("type").orderBy("id").limit(filter.limit).execute();
}

/** Whether a zone has any record of a type. */
export async function hasType(trx: Trx, zone: ZoneRef, type: string): Promise<boolean> {
  return (await live(trx, zone, { type }).select("id").limit(1).executeTakeFirst()) !== undefined;
}

/**
 * One RRset, and the version that last changed it: 0 if there never was one. An edit names the version that it is based on; a
 * higher one means that somebody else was quicker.
 */
export async function findRRset(trx: Trx, zone: ZoneRef & { name: string }, name: string, type: string) {
  const rows = await trx
    .selectFrom("records")
    .select(["ttl", "content", "sinceVersion", "untilVersion"])
    .where("organisationId", "=", zone.organisationId)
    .where("zoneId", "=", zone.id)
    .where("key", "=", sql<string>`record_key(${name}, ${zone.name})`)
    .where("type", "=", type)
    .orderBy("id")
    .execute();
  const version = rows.reduce((most, row) => Math.max(most, Number(row.untilVersion ?? row.sinceVersion)), 0);
  const records = rows.filter(({ untilVersion }) => untilVersion === null);
  return { version, records: records.map(({ ttl, content }): ZoneRecord => ({ name, type, ttl, content })) };
}

/**
 * All records in the order of a zone file (the apex first, then by name, type and content), in pieces, as they were at one
 * version: later changes aren’t seen. Without the SOA record, whose values are columns of the zone.
 */
export async function* exportRecords(
  trx: Trx,
  zone: ZoneRef,
  version: number,
  size = 5_000,
): AsyncGenerator<ZoneRecord[]> {
  let after = { key: "", type: "", content: "" };
  for (;;) {
    const { rows } = await sql<ZoneRecord & { key: string }>`
      select name, type, ttl, content, key from (
        (select name, type, ttl, content, key from records
          where organisation_id = ${zone.organisationId} and zone_id = ${zone.id} and since_version <= ${version}
            and until_version is null and (key, type) >= (${after.key}, ${after.type})
            and (key, type, content) > (${after.key}, ${after.type}, ${after.content})
          order by key, type, content limit ${size})
        union all
        (select name, type, ttl, content, key from records
          where organisation_id = ${zone.organisationId} and zone_id = ${zone.id} and since_version <= ${version}
            and until_version > ${version} and (key, type, content) > (${after.key}, ${after.type}, ${after.content})
          order by key, type, content limit ${size})) as held
      order by key, type, content limit ${size}`.execute(trx);
    if (rows.length > 0) yield rows.map(({ key: _, ...record }) => record);
    const last = rows.at(-1);
    if (rows.length < size || !last) return;
    after = { key: last.key, type: last.type, content: last.content };
  }
}
