import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { zoneFails } from "@/db/queries/zone_checks";
import type { SoaParts } from "@/db/queries/zone_parts";

export interface NewZone extends Partial<SoaParts> {
  id: string;
  organisationId: string;
  /** Lower case, A-labels, without the last dot. */
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

/** A pending zone without records. @returns whether the organisation had none of this name yet */
export async function insertZone(trx: Trx, row: NewZone): Promise<boolean> {
  const inserted = await trx
    .insertInto("zones")
    .values(row)
    .onConflict((conflict) => conflict.constraint("zones_name").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** What a reference is compared with: a zone's id, else its name. */
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

/** The same, waiting for whoever changes it: what is read stays true until this transaction ends. */
export async function lockZone(trx: Trx, organisationId: string, reference: string) {
  return lockingZone(trx, organisationId, reference).executeTakeFirst();
}

/** The same for a change: nothing while an import is under way, without waiting for that. */
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

/** All of them by name, or those whose name has the words in it; a tier allows at most 500. */
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

/** How many there are and how many of them only claim their name, for limits. Exact while the organisation is locked. */
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

/** Removes a zone with its records and their history. The name of a served one is held for its organisation, 30 days. */
export async function deleteZoneRow(trx: Trx, organisationId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("zones")
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Takes an organisation's active zones out of what name servers answer, or puts them back: `served` off hides all of them at once. */
export async function serveZonesOf(trx: Trx, organisationId: string, served: boolean): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable("zones")
    .set({ served })
    .where("organisationId", "=", organisationId)
    .where("state", "=", "active")
    .where("served", "<>", served)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** The zone that the name server is asked by; anybody may ask for it, and nobody is shown it. */
export async function probedZone(trx: Trx): Promise<{ name: string; serial: number } | null> {
  const row = await trx.selectFrom("probedZone").select(["name", "serial"]).executeTakeFirst();
  return row?.name ? { name: row.name, serial: Number(row.serial) } : null;
}

/** Claims whose time is over go with what was entered. For the portal's scope. */
export async function dropClaims(trx: Trx): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom("zones")
    .where("state", "=", "pending")
    .where("claimExpiresAt", "<=", sql<Date>`now()`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Notes whether a zone is signed; its keys are the name server's. */
export async function markSigned(trx: Trx, organisationId: string, id: string, signed: boolean): Promise<void> {
  await trx
    .updateTable("zones")
    .set({ signed })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}
