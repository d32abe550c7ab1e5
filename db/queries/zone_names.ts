import { sql } from "kysely";
import type { Trx } from "@/db/client";
import type { ZoneRef } from "@/db/queries/zone_parts";

/** What stands in the way of serving a name: it is another's, was lately, or lies above or below one of another's. */
export type NameConflict = "taken" | "held" | "parent" | "child";

/**
 * Has a zone served, if its name may be next to everybody else's. Of any number at once the outcome is as if they came one after
 * the other; who comes second waits until the first has committed. Proof that the name is one's own is the caller's to ask for.
 * @returns null when it is active, also when it was so before
 */
export async function activateZone(trx: Trx, zone: ZoneRef): Promise<NameConflict | "unknown" | null> {
  const { rows } = await sql<{ problem: NameConflict | "unknown" | null }>`
    select activate_zone(id) as problem from zones
    where organisation_id = ${zone.organisationId} and id = ${zone.id}`.execute(trx);
  return rows[0] ? rows[0].problem : "unknown";
}

/** The same question without the answer's weight: it may be another one by the time of activation. */
export async function nameConflict(trx: Trx, organisationId: string, name: string): Promise<NameConflict | null> {
  const { rows } = await sql<{ problem: NameConflict | null }>`
    select zone_name_conflict(${name}, ${organisationId}) as problem`.execute(trx);
  return rows[0]?.problem ?? null;
}

/** Lets another organisation have exactly this name below one's own zone. @returns whether it wasn't granted already */
export async function insertGrant(
  trx: Trx,
  row: { id: string; organisationId: string; name: string; granteeId: string },
): Promise<boolean> {
  const inserted = await trx
    .insertInto("zoneGrants")
    .values(row)
    .onConflict((conflict) => conflict.constraint("zone_grants_name").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Takes a grant back; a zone that is active by it stays so. */
export async function deleteGrant(trx: Trx, organisationId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("zoneGrants")
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Lets held names go whose time is over. For the portal's scope. */
export async function releaseZoneNames(trx: Trx): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom("zoneNames")
    .where("heldUntil", "<=", sql<Date>`now()`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
