import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** Of an organisation: whether its servers must not run, because it is deleted or suspended. */
export const isHalted = sql<boolean>`(organisations.deleted_at is not null
  or organisations.suspended_at is not null and (organisations.suspended_until is null or organisations.suspended_until > now()))`;

/** Of an organisation: the reason, null unless it is suspended right now. */
export const suspensionInForce = sql<
  string | null
>`case when organisations.suspended_until is null or organisations.suspended_until > now() then organisations.suspension_reason end`.as(
  "suspensionReason",
);

/** Suspends an organisation, or ends its suspension. It must be locked. */
export async function setSuspension(
  trx: Trx,
  organisationId: string,
  suspension: { reason: string; until: Date | null } | null,
): Promise<void> {
  await trx
    .updateTable("organisations")
    .set({
      suspendedAt: suspension && sql`coalesce(suspended_at, now())`,
      suspendedUntil: suspension?.until ?? null,
      suspensionReason: suspension?.reason ?? null,
    })
    .where("id", "=", organisationId)
    .execute();
}

/** The suspension of an organisation, also one that is over but not yet ended. */
export async function findSuspension(trx: Trx, organisationId: string) {
  return trx
    .selectFrom("organisations")
    .select(["suspendedAt", "suspendedUntil", "suspensionReason"])
    .where("id", "=", organisationId)
    .executeTakeFirst();
}

/** One organisation, with the suspension that is in force. For the portal’s scope. */
export async function findSuspended(trx: Trx, reference: string) {
  return trx
    .selectFrom("organisations")
    .select(["id", "handle", "name", "deletedAt", "suspendedUntil"])
    .select(suspensionInForce)
    .where(({ eb, or }) => or([eb("handle", "=", reference), eb(sql<string>`id::text`, "=", reference)]))
    .executeTakeFirst();
}

/** Organisations with servers that are wanted running and must not run. For the portal’s scope. */
export async function listUnhalted(trx: Trx, limit: number) {
  return (
    trx
      .selectFrom("organisations")
      .select("id")
      .where(isHalted)
      // The index of the halted ones, which are few.
      .where(({ eb, or }) => or([eb("deletedAt", "is not", null), eb("suspendedAt", "is not", null)]))
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom("servers")
            .whereRef("servers.organisationId", "=", "organisations.id")
            .where("wanted", "=", "running"),
        ),
      )
      .limit(limit)
      .execute()
  );
}

/** Organisations whose suspension is over. For the portal’s scope. */
export async function listOverdueSuspensions(trx: Trx, limit: number) {
  return trx
    .selectFrom("organisations")
    .select("id")
    .where("suspendedUntil", "<=", sql<Date>`now()`)
    .limit(limit)
    .execute();
}

/** Locks an organisation for a job, and reads whether it is halted. */
export async function lockHalted(trx: Trx, id: string) {
  const row = await trx
    .selectFrom("organisations")
    .select(["name", "ownerId", "deletedAt", "suspendedUntil", "suspensionReason"])
    .select(isHalted.as("halted"))
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row;
}
