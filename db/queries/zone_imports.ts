import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { type Changed, changed, textLength } from "@/db/queries/zone_changes";
import type { ZoneRef } from "@/db/queries/zone_parts";
import type { ZoneRecord } from "@/lib/dns/records/record";
import { AppError } from "@/lib/errors";

export interface NewImport {
  id: string;
  /** The version that it was checked against. */
  base: number;
  mode: "replace" | "add";
  message: string | null;
  actorId: string;
  actorName: string;
  removed: number;
  added: number;
  recordsBefore: number;
  recordsAfter: number;
}

const columns = [
  "id",
  "organisationId",
  "zoneId",
  "base",
  "state",
  "mode",
  "actorId",
  "actorName",
  "removed",
  "added",
  "recordsBefore",
  "recordsAfter",
  "saved",
  "version",
  "serial",
  "problem",
  "createdAt",
  "touchedAt",
] as const;
/** There was no progress for so long that no worker will resume it. */
const abandoned = sql<boolean>`state in ('waiting', 'running') and touched_at <= now() - interval '3 minutes'`;

/** Records of one part and roughly the length of their text; progress is reported per part. */
const partSize = 2_500;
const partLength = 1_048_576;

function* inParts(records: ZoneRecord[]): Generator<ZoneRecord[]> {
  let part: ZoneRecord[] = [];
  let length = 0;
  for (const record of records) {
    if (part.length >= partSize || length > partLength) {
      yield part;
      part = [];
      length = 0;
    }
    part.push(record);
    length += textLength(record);
  }
  if (part.length > 0) yield part;
}

/** Stores an import for the job that saves it; the zone must be locked. @throws zone.importing if one is running */
export async function insertImport(trx: Trx, zone: ZoneRef, row: NewImport, remove: ZoneRecord[], add: ZoneRecord[]) {
  // The lock may have been held by another import.
  const { rows } = await sql<{ busy: boolean }>`select is_importing(${zone.id}) as busy`.execute(trx);
  if (rows[0]?.busy) throw new AppError("zone.importing");
  const own = { organisationId: zone.organisationId, zoneId: zone.id };
  await trx
    .insertInto("zoneImports")
    .values({ ...row, ...own })
    .execute();
  let part = 0;
  for (const [adds, records] of [
    [false, remove],
    [true, add],
  ] as const)
    for (const some of inParts(records)) {
      const column = <K extends keyof ZoneRecord>(name: K) => some.map((record) => record[name]);
      await sql`insert into zone_import_parts (organisation_id, import_id, part, adds, names, types, ttls, contents)
        values (${zone.organisationId}, ${row.id}, ${part++}, ${adds}, ${column("name")}::text[], ${column("type")}::text[],
          ${column("ttl")}::integer[], ${column("content")}::text[])`.execute(trx);
    }
}

/** One import of a zone, or its latest. */
export async function findImport(trx: Trx, zone: ZoneRef, id: string | "latest") {
  const query = trx
    .selectFrom("zoneImports")
    .select(columns)
    .select(abandoned.as("abandoned"))
    .select(sql<boolean>`touched_at <= now() - interval '10 seconds'`.as("quiet"))
    .where("organisationId", "=", zone.organisationId)
    .where("zoneId", "=", zone.id);
  return (
    id === "latest" ? query.orderBy("createdAt", "desc").limit(1) : query.where("id", "=", id)
  ).executeTakeFirst();
}

/** The same for a job. */
export async function findImportOf(trx: Trx, organisationId: string, id: string) {
  return trx
    .selectFrom("zoneImports")
    .select(columns)
    .select(abandoned.as("abandoned"))
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .executeTakeFirst();
}

const open = (trx: Trx, organisationId: string, id: string) =>
  trx
    .updateTable("zoneImports")
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .where("state", "in", ["waiting", "running"]);

/** Stores the progress, which also shows that a worker is alive. After the import’s end it changes nothing. */
export async function noteImportAt(trx: Trx, organisationId: string, id: string, saved: number): Promise<void> {
  await open(trx, organisationId, id).set({ state: "running", saved, touchedAt: sql`now()` }).execute();
}

/**
 * Saves an import part by part, under its zone’s lock; `tell` gets the number of records so far.
 * @throws record.changed
 */
export async function saveParts(trx: Trx, id: string, tell: (saved: number) => void): Promise<Changed> {
  const { rows: parts } = await sql<{ part: number }>`
    select part from zone_import_parts where import_id = ${id} order by part`.execute(trx);
  let saved = 0;
  for (const { part } of parts) {
    const { rows } = await sql<{ count: number }>`select save_import_part(${id}, ${part}) as count`.execute(trx);
    saved += rows[0]?.count ?? 0;
    tell(saved);
  }
  return changed(sql<{ version: string; serial: string }>`select version, serial from end_import(${id})`.execute(trx));
}

/** Ends an import, successfully or not, and deletes its parts. @returns whether it was still open */
export async function endImportRow(
  trx: Trx,
  organisationId: string,
  id: string,
  end: Changed | { problem: string },
): Promise<boolean> {
  const { numUpdatedRows } = await open(trx, organisationId, id)
    .set(
      "problem" in end
        ? { state: "failed", problem: end.problem, touchedAt: sql`now()` }
        : {
            state: "done",
            saved: sql`removed + added`,
            version: String(end.version),
            serial: String(end.serial),
            touchedAt: sql`now()`,
          },
    )
    .executeTakeFirst();
  await trx
    .deleteFrom("zoneImportParts")
    .where("organisationId", "=", organisationId)
    .where("importId", "=", id)
    .execute();
  return numUpdatedRows > 0n;
}

/** Deletes imports a day after their end, and abandoned ones with their parts. For the portal’s scope. */
export async function sweepImports(trx: Trx): Promise<void> {
  await trx.deleteFrom("zoneImports").where("touchedAt", "<", sql<Date>`now() - interval '1 day'`).execute();
}
