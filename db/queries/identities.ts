import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** What an account is linked to, as the provider names it. */
interface At {
  provider: string;
  issuer: string;
  subject: string;
}

/** The account that is linked to what a key stands for. Nobody needs to be known yet: the key opens this one row. */
export async function findIdentityByKey(trx: Trx, keyHash: Buffer) {
  await sql`select set_config('app.secret', ${keyHash.toString("hex")}, true)`.execute(trx);
  return trx.selectFrom("identities").select(["id", "userId"]).where("keyHash", "=", keyHash).executeTakeFirst();
}

/** Notes a sign-in by it. @returns whether it is still linked to this account */
export async function useIdentity(trx: Trx, userId: string, id: string, address: string | null): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("identities")
    .set({ address, lastUsedAt: sql`now()` })
    .where("userId", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Links it to an account. @returns whether neither it nor another of that provider was linked: of parallel attempts, one succeeds */
export async function insertIdentity(
  trx: Trx,
  row: At & { userId: string; keyHash: Buffer; address: string | null; used: boolean },
): Promise<boolean> {
  const { used, ...given } = row;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("identities")
    .values({ ...given, lastUsedAt: used ? sql`now()` : null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** All that an account is linked to, also at providers that the portal no longer offers. */
export async function listIdentitiesOf(trx: Trx, userId: string) {
  return trx
    .selectFrom("identities")
    .select(["id", "provider", "issuer", "address", "linkedAt", "lastUsedAt"])
    .where("userId", "=", userId)
    .orderBy("linkedAt")
    .orderBy("id")
    .execute();
}

/** Unlinks one. @returns its provider; undefined if there was none */
export async function deleteIdentity(trx: Trx, userId: string, id: string): Promise<string | undefined> {
  const row = await trx
    .deleteFrom("identities")
    .where("userId", "=", userId)
    .where("id", "=", id)
    .returning("provider")
    .executeTakeFirst();
  return row?.provider;
}

/** Unlinks all, also at providers of organisations: of an account that somebody else had. */
export async function deleteIdentities(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom("identities").where("userId", "=", userId).execute();
  await trx.deleteFrom("ownIdentities").where("userId", "=", userId).execute();
}
