import { sql } from "kysely";
import type { Trx } from "@/db/client";
import type { SoaParts, ZoneRef } from "@/db/queries/zone_parts";

import type { ZoneRecord } from "@/lib/dns/records/record";
import { AppError } from "@/lib/errors";

/** What a record’s text takes where it is sent. */
export const textLength = ({ name, content }: ZoneRecord): number => name.length + content.length;

/** Who makes a change and why; it is kept beside the version that it makes. */
export interface Why {
  kind: "create" | "edit" | "import" | "restore" | "helper" | "settings" | "signing";
  actorId: string | null;
  actorName: string;
  message?: string | null;
  /** Which version it goes back to. */
  restored?: number;
}

export interface Changed {
  version: number;
  /** What the name server answers as soon as this transaction has committed. */
  serial: number;
}

interface Change {
  /** Told by name, type and content. */
  remove: Omit<ZoneRecord, "ttl">[];
  add: ZoneRecord[];
}

interface Row {
  version: string;
  serial: string;
}

/**
 * Removes and adds records in one step, which makes one version and one serial: the only way in which records are written.
 * What is asked for is taken as valid and canonical. A new TTL is a record removed and added.
 * @throws record.changed when one to be removed is not there · record.known when one to be added is · zone.importing while an
 * import is under way · unknown without such a zone
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

/** Makes the records what version `version` held, as one more version. @throws as applyChange */
export async function restoreVersion(trx: Trx, zone: ZoneRef, version: number, why: Why): Promise<Changed> {
  return changed(
    sql<Row>`select version, serial from restore_zone(${zone.id}, ${version}, ${why.kind}, ${why.actorId}::uuid,
      ${why.actorName}, ${why.message ?? null})`.execute(trx),
  );
}

/** Other parts of the SOA record, or (without any) only a new serial: for what changes answers but no record, such as signing. */
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

/** What a function that made a version answered. @throws as applyChange */
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
