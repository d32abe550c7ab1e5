import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** Ends the time in which it can be restored. */
export async function dueAtOnce(trx: Trx, organisationId: string): Promise<void> {
  await trx
    .updateTable("deletedOrganisations")
    .set({ purgeAt: sql`least(purge_at, now())` })
    .where("organisationId", "=", organisationId)
    .execute();
}

/** Organisations to be purged now, some of them at random: any number may wait for nodes that don’t answer. For the portal's scope. */
export async function listDuePurges(trx: Trx, limit: number) {
  return trx
    .selectFrom("deletedOrganisations")
    .select("organisationId")
    .where("purgedAt", "is", null)
    .where("purgeAt", "<=", sql<Date>`now()`)
    .orderBy(sql`random()`)
    .limit(limit)
    .execute();
}

export async function markPurge(trx: Trx, organisationId: string, at: "purgeStartedAt" | "purgedAt"): Promise<void> {
  await trx
    .updateTable("deletedOrganisations")
    .set({ [at]: sql`now()` })
    .where("organisationId", "=", organisationId)
    .execute();
}

/** Deletes one zone with its records. @returns whether there was one */
export async function deleteSomeZone(trx: Trx, organisationId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("zones")
    .where("id", "in", ({ selectFrom }) =>
      selectFrom("zones as next").select("next.id").where("next.organisationId", "=", organisationId).limit(1),
    )
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Deletes some memberships; the owner's goes with the organisation. @returns whether there were any */
export async function deleteSomeMembers(trx: Trx, organisationId: string, most: number): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("members")
    .where("organisationId", "=", organisationId)
    .where("userId", "in", ({ selectFrom }) =>
      selectFrom("members as next")
        .select("next.userId")
        .where("next.organisationId", "=", organisationId)
        .where("next.role", "<>", "owner")
        .limit(most),
    )
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/**
 * Deletes the organisation with every row below it. Its handle stays held for its former owner, and nodes dedicated to it take
 * nothing new until somebody decides about them.
 */
export async function deleteOrganisationRow(trx: Trx, organisationId: string, heldDays: number): Promise<void> {
  await sql`update handles h set organisation_id = null, held_for = d.owner_id,
      held_until = greatest(d.deleted_at + make_interval(days => ${heldDays}), now())
    from deleted_organisations d
    where d.organisation_id = ${organisationId} and h.organisation_id = ${organisationId}`.execute(trx);
  await trx
    .updateTable("nodes")
    .set({ state: "closed" })
    .where("dedicatedTo", "=", organisationId)
    .where("state", "=", "open")
    .execute();
  await trx.deleteFrom("organisations").where("id", "=", organisationId).execute();
}

/** Forgets deletions that ended long ago. For the portal's scope. */
export async function sweepDeletions(trx: Trx, keptDays: number): Promise<void> {
  await trx
    .deleteFrom("deletedOrganisations")
    .where("purgedAt", "<", sql<Date>`now() - make_interval(days => ${keptDays})`)
    .execute();
}
