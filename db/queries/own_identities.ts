import { sql } from "kysely";
import type { Trx } from "@/db/client";

interface At {
  organisationId: string;
  issuer: string;
  subject: string;
  address: string;
}

/** The account that somebody at the organisation’s provider is. */
export async function findOwnIdentity(trx: Trx, { organisationId, issuer, subject }: Omit<At, "address">) {
  return trx
    .selectFrom("ownIdentities")
    .select("userId")
    .where("organisationId", "=", organisationId)
    .where("issuer", "=", issuer)
    .where("subject", "=", subject)
    .executeTakeFirst();
}

/** Who an account is at the organisation’s provider. */
export async function findOwnIdentityOf(trx: Trx, organisationId: string, userId: string) {
  return trx
    .selectFrom("ownIdentities")
    .select(["issuer", "subject", "address"])
    .where("organisationId", "=", organisationId)
    .where("userId", "=", userId)
    .executeTakeFirst();
}

/** @returns whether neither the account nor that somebody was linked here: of parallel attempts, one succeeds */
export async function insertOwnIdentity(trx: Trx, row: At & { userId: string; used: boolean }): Promise<boolean> {
  const { used, ...given } = row;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("ownIdentities")
    .values({ ...given, lastUsedAt: used ? sql`now()` : null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Notes a sign-in, also after the organisation moved to another provider. @returns whether the account is still linked */
export async function useOwnIdentity(trx: Trx, { userId, organisationId, ...at }: At & { userId: string }) {
  const { numUpdatedRows } = await trx
    .updateTable("ownIdentities")
    .set({ ...at, lastUsedAt: sql`now()` })
    .where("organisationId", "=", organisationId)
    .where("userId", "=", userId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The organisations whose own sign-in a user’s account is linked to. */
export async function listOwnIdentitiesOf(trx: Trx, userId: string) {
  return trx
    .selectFrom("ownIdentities")
    .select(["organisationId", "address", "linkedAt", "lastUsedAt"])
    .where("userId", "=", userId)
    .execute();
}

/** @returns whether it was linked */
export async function deleteOwnIdentity(trx: Trx, userId: string, organisationId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("ownIdentities")
    .where("userId", "=", userId)
    .where("organisationId", "=", organisationId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Ends the sessions of one account by one organisation’s own sign-in. */
export async function endConfinedSessionsOf(trx: Trx, userId: string, organisationId: string): Promise<void> {
  await trx.deleteFrom("sessions").where("userId", "=", userId).where("confinedTo", "=", organisationId).execute();
}
