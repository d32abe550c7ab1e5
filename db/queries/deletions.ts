import { sql } from "kysely";
import type { Trx } from "@/db/client";
import type { Contents } from "@/db/queries/organisation_contents";
import { stopServers } from "@/db/queries/server_ends";

interface Deletion {
  organisationId: string;
  handle: string;
  name: string;
  ownerId: string;
  deletedBy: string;
  graceDays: number;
  contents: Contents;
}

/**
 * Marks an organisation as deleted, from whose commit on nobody enters it. Its zones aren't served and let go of their names, its
 * servers are wanted stopped, a pending transfer ends. The organisation must be locked. @returns the servers to stop
 */
export async function insertDeletion(trx: Trx, { graceDays, contents, ...row }: Deletion) {
  const { organisationId } = row;
  await trx.updateTable("organisations").set({ deletedAt: sql`now()` }).where("id", "=", organisationId).execute();
  const { purgeAt } = await trx
    .insertInto("deletedOrganisations")
    .values({
      ...row,
      contents: JSON.stringify(contents),
      purgeAt: sql`now() + make_interval(days => ${graceDays})`,
    })
    .returning("purgeAt")
    .executeTakeFirstOrThrow();
  await trx
    .updateTable("transfers")
    .set({ state: "ended", endedAt: sql`now()` })
    .where("organisationId", "=", organisationId)
    .where("state", "=", "pending")
    .execute();
  await trx
    .updateTable("zones")
    .set({ served: false })
    .where("organisationId", "=", organisationId)
    .where("served", "=", true)
    .execute();
  await trx
    .updateTable("zoneNames")
    .set({ zoneId: null, heldUntil: sql`now() + interval '30 days'`, formerOwnerId: row.ownerId })
    .where("organisationId", "=", organisationId)
    .where("zoneId", "is not", null)
    .execute();
  return { purgeAt, stopping: await stopServers(trx, organisationId, { resumes: false }) };
}

const columns = [
  "organisationId",
  "handle",
  "name",
  "ownerId",
  "deletedBy",
  "deletedAt",
  "purgeAt",
  "purgeStartedAt",
  "purgedAt",
  "contents",
  "secondFactorRequired",
] as const;

/** A user's deleted organisations, latest first. */
export async function listDeletedOf(trx: Trx, ownerId: string, limit: number) {
  return trx
    .selectFrom("deletedOrganisations")
    .select(columns)
    .where("ownerId", "=", ownerId)
    .orderBy("deletedAt", "desc")
    .orderBy("organisationId")
    .limit(limit)
    .execute();
}
export type DeletedRow = Awaited<ReturnType<typeof listDeletedOf>>[number];

/** One deleted organisation by its id or former handle; the latest, if several had it. `ownerId`: only that user's. */
export async function findDeleted(trx: Trx, reference: string, ownerId?: string) {
  let query = trx
    .selectFrom("deletedOrganisations")
    .select(columns)
    .where(({ eb, or }) => or([eb("handle", "=", reference), eb(sql<string>`organisation_id::text`, "=", reference)]))
    .orderBy("deletedAt", "desc")
    .limit(1);
  if (ownerId) query = query.where("ownerId", "=", ownerId);
  return query.executeTakeFirst();
}

/** Locks a deleted organisation, and reads its deletion after the wait. Undefined when it was restored or is gone. */
export async function lockDeleted(trx: Trx, organisationId: string) {
  const locked = await trx
    .selectFrom("organisations")
    .select(["ownerId", "portalTier"])
    .where("id", "=", organisationId)
    .where("deletedAt", "is not", null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  const row =
    locked &&
    (await trx
      .selectFrom("deletedOrganisations")
      .select(columns)
      .where("organisationId", "=", organisationId)
      .executeTakeFirst());
  return row && { ...row, ownerId: locked.ownerId };
}

/** Undoes the mark. Its zones are activated one by one afterwards. @returns its zones that were active */
export async function removeDeletion(trx: Trx, organisationId: string) {
  await trx.updateTable("organisations").set({ deletedAt: null }).where("id", "=", organisationId).execute();
  await trx.deleteFrom("deletedOrganisations").where("organisationId", "=", organisationId).execute();
  return trx
    .selectFrom("zones")
    .select(["id", "organisationId", "name"])
    .where("organisationId", "=", organisationId)
    .where("state", "=", "active")
    .where("served", "=", false)
    .orderBy("name")
    .execute();
}

/** A zone whose name somebody else proved meanwhile has to be verified again. */
export async function reclaimZone(trx: Trx, zone: { organisationId: string; id: string }, days: number): Promise<void> {
  await trx
    .updateTable("zones")
    .set({ state: "pending", claimExpiresAt: sql`now() + make_interval(days => ${days})` })
    .where("organisationId", "=", zone.organisationId)
    .where("id", "=", zone.id)
    .execute();
}
