import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { zoneFails } from "@/db/queries/zone_checks";
import type { SoaParts } from "@/db/queries/zone_parts";

export interface NewZone extends Partial<SoaParts> {
  id: string;
  organisationId: string;
  /** Lower case, A-labels, without the trailing dot. */
  name: string;
  primaryServer: string;
  contact: string;
  claimToken: string;
  claimLabel: string;
}

const columns = [
  "id",
  "organisationId",
  "number",
  "name",
  "state",
  "served",
  "version",
  "serial",
  "notifiedSerial",
  "primaryServer",
  "contact",
  "refresh",
  "retry",
  "expire",
  "minimum",
  "ttl",
  "signed",
  "recordCount",
  "claimToken",
  "claimLabel",
  "claimExpiresAt",
  "createdAt",
  zoneFails,
] as const;

/** Inserts a pending zone without records. @returns false if the organisation already has one with this name */
export async function insertZone(trx: Trx, row: NewZone): Promise<boolean> {
  const inserted = await trx
    .insertInto("zones")
    .values(row)
    .onConflict((conflict) => conflict.constraint("zones_name").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The column that a reference is compared with: the id if it looks like one, else the name. */
const byReference = (reference: string) =>
  /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(reference) ? "id" : "name";

/** @param reference its id, or its canonical name */
export async function findZone(trx: Trx, organisationId: string, reference: string) {
  return trx
    .selectFrom("zones")
    .select(columns)
    .where("organisationId", "=", organisationId)
    .where(byReference(reference), "=", reference)
    .executeTakeFirst();
}

/** The same, locked: it waits for other changes, and the row stays unchanged until this transaction ends. */
export async function lockZone(trx: Trx, organisationId: string, reference: string) {
  return lockingZone(trx, organisationId, reference).executeTakeFirst();
}

/** The same for a change: undefined during an import, without waiting for it. */
export async function lockIdleZone(trx: Trx, organisationId: string, reference: string) {
  return lockingZone(trx, organisationId, reference).where(sql<boolean>`not is_importing(id)`).executeTakeFirst();
}

const lockingZone = (trx: Trx, organisationId: string, reference: string) =>
  trx
    .selectFrom("zones")
    .select(columns)
    .where("organisationId", "=", organisationId)
    .where(byReference(reference), "=", reference)
    .forNoKeyUpdate();

/** Zones by name, all or those whose name contains the words; a tier allows at most 500. */
export async function listZonesOf(trx: Trx, organisationId: string, words = "") {
  return trx
    .selectFrom("zones")
    .select(columns)
    .where("organisationId", "=", organisationId)
    .where(({ eb, fn, val }) => eb(fn<number>("strpos", ["name", val(words)]), ">", 0))
    .orderBy("name")
    .limit(1_000)
    .execute();
}

/** The number of zones and of pending ones, for limits. Exact only while the organisation is locked. */
export async function countZonesOf(trx: Trx, organisationId: string) {
  const { all, pending } = await trx
    .selectFrom("zones")
    .select(({ fn }) => [
      fn.countAll<string>().as("all"),
      fn.countAll<string>().filterWhere("state", "=", "pending").as("pending"),
    ])
    .where("organisationId", "=", organisationId)
    .executeTakeFirstOrThrow();
  return { all: Number(all), pending: Number(pending) };
}

/** Deletes a zone with its records and their history. The name of a served one is held for its organisation for 30 days. */
export async function deleteZoneRow(trx: Trx, organisationId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("zones")
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** The zone that the health check queries; it is never shown to anybody. */
export async function probedZone(trx: Trx): Promise<{ name: string; serial: number } | null> {
  const row = await trx.selectFrom("probedZone").select(["name", "serial"]).executeTakeFirst();
  return row?.name ? { name: row.name, serial: Number(row.serial) } : null;
}

/** Deletes expired pending zones with their records. For the portal’s scope. */
export async function dropClaims(trx: Trx): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom("zones")
    .where("state", "=", "pending")
    .where("claimExpiresAt", "<=", sql<Date>`now()`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Stores whether DNSSEC is enabled; the keys are with the name server. */
export async function markSigned(trx: Trx, organisationId: string, id: string, signed: boolean): Promise<void> {
  await trx
    .updateTable("zones")
    .set({ signed })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}
