import { sql } from "kysely";
import type { Trx } from "@/db/client";
import type { ZoneRef } from "@/db/queries/zone_parts";

import type { ZoneRecord } from "@/lib/dns/records/record";

/** A zone’s changes, newest first; `before`: a version, for the next page. */
export async function listChangesOf(trx: Trx, zone: ZoneRef, { before, limit }: { before?: number; limit: number }) {
  let query = trx
    .selectFrom("zoneChanges")
    .select(["version", "at", "kind", "actorId", "actorName", "message", "removed", "added", "restored"])
    .where("organisationId", "=", zone.organisationId)
    .where("zoneId", "=", zone.id);
  if (before !== undefined) query = query.where("version", "<", String(before));
  return query.orderBy("version", "desc").limit(limit).execute();
}

/** The removed and added records of one change. */
export async function diffOf(trx: Trx, zone: ZoneRef, version: number, limit = 10_000) {
  const side = (column: "untilVersion" | "sinceVersion") =>
    trx
      .selectFrom("records")
      .select(["name", "type", "ttl", "content"])
      .where("organisationId", "=", zone.organisationId)
      .where("zoneId", "=", zone.id)
      .where(column, "=", String(version))
      .orderBy("key")
      .orderBy("type")
      .orderBy("content")
      .limit(limit)
      .execute() as Promise<ZoneRecord[]>;
  return { removed: await side("untilVersion"), added: await side("sinceVersion") };
}

/** The difference between two versions: records that only one of them has, with their counts. */
export async function diffBetween(trx: Trx, zone: ZoneRef, from: number, to: number, limit = 10_000) {
  const side = async (has: number, hasNot: number) => {
    const { rows } = await sql<ZoneRecord & { total: string }>`
      select name, type, ttl, content, count(*) over () as total from (select * from zone_at(${zone.id}, ${has})
        except select * from zone_at(${zone.id}, ${hasNot})) as differing
      order by name, type, content limit ${limit}`.execute(trx);
    return { total: Number(rows[0]?.total ?? 0), records: rows.map(({ total: _, ...record }) => record) };
  };
  const [removed, added] = [await side(from, to), await side(to, from)];
  const counts = { removed: removed.total, added: added.total };
  return { removed: removed.records, added: added.records, counts };
}

/** One change, without its records. */
export async function findChange(trx: Trx, zone: ZoneRef, version: number) {
  return trx
    .selectFrom("zoneChanges")
    .select(["version", "at", "kind", "actorId", "actorName", "message", "removed", "added", "restored"])
    .where("organisationId", "=", zone.organisationId)
    .where("zoneId", "=", zone.id)
    .where("version", "=", String(version))
    .executeTakeFirst();
}

/** The records of a version, unordered. */
export async function recordsAt(trx: Trx, zone: ZoneRef, version: number): Promise<ZoneRecord[]> {
  const { rows } = await sql<ZoneRecord>`select name, type, ttl, content from zone_at(${zone.id}, ${version})`.execute(
    trx,
  );
  return rows;
}
