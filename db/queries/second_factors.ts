import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { forgetDevices } from "@/db/queries/known_devices";

/** What an account has besides its password: its authenticator app, passkeys and recovery codes. */
export async function findFactors(trx: Trx, userId: string) {
  const authenticator = await findAuthenticator(trx, userId);
  const counts = await trx
    .selectNoFrom(({ selectFrom, fn }) => [
      selectFrom("recoveryCodes")
        .select(fn.countAll<string>().as("n"))
        .where("userId", "=", userId)
        .where("usedAt", "is", null)
        .as("left"),
      selectFrom("passkeys").select(fn.countAll<string>().as("n")).where("userId", "=", userId).as("passkeys"),
      selectFrom("users").select("secondFactorEnabledAt").where("id", "=", userId).as("enabledAt"),
    ])
    .executeTakeFirstOrThrow();
  return {
    enabledAt: counts.enabledAt,
    authenticator: authenticator?.confirmedAt
      ? { addedAt: authenticator.confirmedAt, lastUsedAt: authenticator.lastUsedAt }
      : null,
    passkeys: Number(counts.passkeys),
    recoveryCodesLeft: Number(counts.left),
  };
}

/** The authenticator app of an account, with its sealed secret. */
export async function findAuthenticator(trx: Trx, userId: string) {
  return trx
    .selectFrom("authenticators")
    .select(["secret", "confirmedAt", "lastStep", "lastUsedAt"])
    .where("userId", "=", userId)
    .executeTakeFirst();
}

/** Begins the set-up of an authenticator app, in place of one that was begun before. @returns whether none is set up already */
export async function beginAuthenticatorRow(trx: Trx, userId: string, secret: Buffer): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("authenticators")
    .values({ userId, secret })
    .onConflict((conflict) =>
      conflict
        .column("userId")
        .doUpdateSet({ secret, createdAt: sql`now()`, lastStep: 0 })
        .where("authenticators.confirmedAt", "is", null),
    )
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Notes that a code was accepted, which confirms the app, too. @returns whether neither it nor a later one was accepted before */
export async function useStep(trx: Trx, userId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("authenticators")
    .set({ lastStep: step, lastUsedAt: sql`now()`, confirmedAt: sql`coalesce(confirmed_at, now())` })
    .where("userId", "=", userId)
    .where("lastStep", "<", sql<string>`${step}`)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @returns whether one was set up */
export async function deleteAuthenticator(trx: Trx, userId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("authenticators")
    .where("userId", "=", userId)
    .where("confirmedAt", "is not", null)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Replaces an account's recovery codes, used ones included. */
export async function replaceRecoveryCodes(trx: Trx, userId: string, hashes: Buffer[]): Promise<void> {
  await trx.deleteFrom("recoveryCodes").where("userId", "=", userId).execute();
  if (hashes.length > 0)
    await trx
      .insertInto("recoveryCodes")
      .values(hashes.map((codeHash) => ({ id: randomUUID(), userId, codeHash })))
      .execute();
}

/** Uses a recovery code up. @returns whether there was one that nobody had used */
export async function useRecoveryCodeRow(trx: Trx, userId: string, codeHash: Buffer): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("recoveryCodes")
    .set({ usedAt: sql`now()` })
    .where("userId", "=", userId)
    .where("codeHash", "=", codeHash)
    .where("usedAt", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The name of an organisation of this owner that requires a second factor; undefined if none does. */
export async function findStrictlyOwned(trx: Trx, userId: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom("organisations")
    .select("name")
    .where("ownerId", "=", userId)
    .where("secondFactorRequired", "=", true)
    .where("deletedAt", "is", null)
    .orderBy("name")
    .limit(1)
    .executeTakeFirst();
  return row?.name;
}

/** Whether the organisation whose scope was entered requires a second factor. */
export async function isFactorRequired(trx: Trx, organisationId: string): Promise<boolean> {
  const row = await trx
    .selectFrom("organisations")
    .select("secondFactorRequired")
    .where("id", "=", organisationId)
    .executeTakeFirst();
  return row?.secondFactorRequired === true;
}

/** Sets whether an organisation requires a second factor. */
export async function setSecondFactorRequired(trx: Trx, organisationId: string, required: boolean): Promise<void> {
  await trx
    .updateTable("organisations")
    .set({ secondFactorRequired: required })
    .where("id", "=", organisationId)
    .execute();
}

/** How many members of an organisation have no second factor, and the first of their names. */
export async function findMembersWithoutFactor(trx: Trx, organisationId: string, limit: number) {
  const without = trx
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.userId")
    .where("members.organisationId", "=", organisationId)
    .where("users.secondFactorEnabledAt", "is", null);
  const { count } = await without.select(({ fn }) => fn.countAll<string>().as("count")).executeTakeFirstOrThrow();
  const first = await without.select("users.name").orderBy("users.name").limit(limit).execute();
  return { count: Number(count), names: first.map(({ name }) => name) };
}

/**
 * Removes the second factor of a user: authenticator app, all passkeys and recovery codes; the known devices, too. For
 * somebody who lost them.
 */
export async function deleteFactors(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom("authenticators").where("userId", "=", userId).execute();
  await trx.deleteFrom("passkeys").where("userId", "=", userId).execute();
  await trx.deleteFrom("recoveryCodes").where("userId", "=", userId).execute();
  await forgetDevices(trx, userId);
}

/** Removes what was added to the second factor of a user since a time. Recovery codes don't outlive the last factor. */
export async function deleteFactorsSince(trx: Trx, userId: string, since: Date): Promise<void> {
  await trx
    .deleteFrom("authenticators")
    .where("userId", "=", userId)
    .where(sql<boolean>`greatest(created_at, confirmed_at) >= ${since}`)
    .execute();
  await trx.deleteFrom("passkeys").where("userId", "=", userId).where("createdAt", ">=", since).execute();
  await trx
    .deleteFrom("recoveryCodes")
    .where("userId", "=", userId)
    .where(({ or, eb, selectFrom }) =>
      or([
        eb("createdAt", ">=", since),
        eb("userId", "in", selectFrom("users").select("users.id").where("users.secondFactorEnabledAt", "is", null)),
      ]),
    )
    .execute();
  await forgetDevices(trx, userId);
}
