import { sql } from "kysely";
import type { Trx } from "@/db/client";
import type { ZoneRef } from "@/db/queries/zone_parts";

/** Why a name can’t be served: another organisation has it, had it recently, or has one above or below it. */
export type NameConflict = "taken" | "held" | "parent" | "child";

/**
 * Activates a zone unless its name conflicts with another organisation’s. Simultaneous calls are serialised: the second waits
 * until the first has committed. The caller must have verified ownership.
 * @returns null if it is active, also if it already was
 */
export async function activateZone(trx: Trx, zone: ZoneRef): Promise<NameConflict | "unknown" | null> {
  const { rows } = await sql<{ problem: NameConflict | "unknown" | null }>`
    select activate_zone(id) as problem from zones
    where organisation_id = ${zone.organisationId} and id = ${zone.id}`.execute(trx);
  return rows[0] ? rows[0].problem : "unknown";
}

/** The same check without activating: the result may differ by the time of activation. */
export async function nameConflict(trx: Trx, organisationId: string, name: string): Promise<NameConflict | null> {
  const { rows } = await sql<{ problem: NameConflict | null }>`
    select zone_name_conflict(${name}, ${organisationId}) as problem`.execute(trx);
  return rows[0]?.problem ?? null;
}

/** Allows another organisation exactly this name below one’s own zone. @returns false if it was already granted */
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

/** Revokes a grant; a zone that is already active stays so. */
export async function deleteGrant(trx: Trx, organisationId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("zoneGrants")
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Releases held names whose time is over. For the portal’s scope. */
export async function releaseZoneNames(trx: Trx): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom("zoneNames")
    .where("heldUntil", "<=", sql<Date>`now()`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
