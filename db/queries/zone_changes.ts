import { sql } from "kysely";
import type { Trx } from "@/db/client";
import type { SoaParts, ZoneRef } from "@/db/queries/zone_parts";

import type { ZoneRecord } from "@/lib/dns/records/record";
import { AppError } from "@/lib/errors";

/** The length of a record’s text. */
export const textLength = ({ name, content }: ZoneRecord): number => name.length + content.length;

/** Who makes a change and why; stored with the version. */
export interface Why {
  kind: "create" | "edit" | "import" | "restore" | "helper" | "settings" | "signing";
  actorId: string | null;
  actorName: string;
  message?: string | null;
  /** The version that it restores. */
  restored?: number;
}

export interface Changed {
  version: number;
  /** The name server serves it as soon as this transaction has committed. */
  serial: number;
}

interface Change {
  /** Identified by name, type and content. */
  remove: Omit<ZoneRecord, "ttl">[];
  add: ZoneRecord[];
}

interface Row {
  version: string;
  serial: string;
}

/**
 * Removes and adds records in one step, as one version with one serial: the only way to write records. They must be valid and
 * canonical. To change a TTL, remove and add the record.
 * @throws record.changed when one to remove doesn’t exist · record.known when one to add exists · zone.importing during an
 * import · unknown without such a zone
 */
export async function applyChange(trx: Trx, zone: ZoneRef, { remove, add }: Change, why: Why): Promise<Changed> {
  const column = <T, K extends keyof T>(rows: T[], name: K) => rows.map((row) => row[name]);
  return changed(
    sql<Row>`select version, serial from change_zone(${zone.id},
      ${column(remove, "name")}::text[], ${column(remove, "type")}::text[], ${column(remove, "content")}::text[],
      ${column(add, "name")}::text[], ${column(add, "type")}::text[], ${column(add, "ttl")}::integer[],
      ${column(add, "content")}::text[],
      ${why.kind}, ${why.actorId}::uuid, ${why.actorName}, ${why.message ?? null}, ${why.restored ?? null}::bigint)`.execute(
      trx,
    ),
  );
}

/** Restores the records of `version` as a new version. @throws as applyChange */
export async function restoreVersion(trx: Trx, zone: ZoneRef, version: number, why: Why): Promise<Changed> {
  return changed(
    sql<Row>`select version, serial from restore_zone(${zone.id}, ${version}, ${why.kind}, ${why.actorId}::uuid,
      ${why.actorName}, ${why.message ?? null})`.execute(trx),
  );
}

/** Changes parts of the SOA record or, without any, only the serial: for changes without records, such as DNSSEC. */
export async function changeSoa(trx: Trx, zone: ZoneRef, parts: Partial<SoaParts>, why: Why): Promise<Changed> {
  if (Object.keys(parts).length > 0)
    await trx
      .updateTable("zones")
      .set(parts)
      .where("organisationId", "=", zone.organisationId)
      .where("id", "=", zone.id)
      .execute();
  return applyChange(trx, zone, { remove: [], add: [] }, why);
}

/** The result of a database function that creates a version. @throws as applyChange */
export async function changed(asked: Promise<{ rows: Row[] }>): Promise<Changed> {
  const { rows } = await asked.catch((error) => {
    if (error.constraint === "records_changed") throw new AppError("record.changed");
    if (error.constraint === "records_live") throw new AppError("record.known");
    if (error.constraint === "zone_importing") throw new AppError("zone.importing");
    throw error;
  });
  const [row] = rows;
  if (!row) throw new AppError("unknown");
  return { version: Number(row.version), serial: Number(row.serial) };
}
