import { sql } from "kysely";
import { database, type Trx } from "@/db/client";

/** What a sign-in compares with; read before anybody is known, and outside any transaction: hashing takes its time. */
export async function findCredentials(email: string) {
  return database()
    .selectFrom("users")
    .select(["id", "email", "name", "passwordHash"])
    .where("email", "=", email)
    .where("disabledAt", "is", null)
    .executeTakeFirst();
}

/**
 * Holds an account as it was when its password was compared: a reset waits, or has been.
 * @returns whether it still has this password and isn't disabled
 */
export async function holdCredentials(trx: Trx, id: string, passwordHash: string): Promise<boolean> {
  const row = await trx
    .selectFrom("users")
    .select("id")
    .where("id", "=", id)
    .where("passwordHash", "=", passwordHash)
    .where("disabledAt", "is", null)
    .forShare()
    .executeTakeFirst();
  return row !== undefined;
}

export async function findUserByEmail(trx: Trx, email: string) {
  return trx
    .selectFrom("users")
    .select(["id", "email", "name", "passwordHash", "emailVerifiedAt", "disabledAt", "portalAdmin"])
    .where("email", "=", email)
    .executeTakeFirst();
}

interface NewUser {
  email: string;
  name: string;
  passwordHash: string;
  verified: boolean;
  portalAdmin?: boolean;
}

/** Of any number of sign-ups with one address at once, exactly one makes the account. @returns null when there is one already */
export async function insertUser(trx: Trx, { verified, ...row }: NewUser) {
  const inserted = await trx
    .insertInto("users")
    .values({ ...row, emailVerifiedAt: verified ? sql`now()` : null })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning(["id", "email", "name"])
    .executeTakeFirst();
  return inserted ?? null;
}

/** The account's row, locked until the transaction ends. */
export async function lockUser(trx: Trx, id: string) {
  return trx
    .selectFrom("users")
    .select(["id", "email", "name", "emailVerifiedAt", "disabledAt"])
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function markVerified(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable("users")
    .set({ emailVerifiedAt: sql`coalesce(email_verified_at, now())` })
    .where("id", "=", id)
    .execute();
}

/** @param passwordHash null leaves the account without one, to be set by a reset link */
export async function setPassword(trx: Trx, id: string, passwordHash: string | null, name?: string): Promise<void> {
  await trx
    .updateTable("users")
    .set({ passwordHash, ...(name && { name }) })
    .where("id", "=", id)
    .execute();
}

export async function setPortalAdmin(trx: Trx, id: string): Promise<void> {
  await trx.updateTable("users").set({ portalAdmin: true }).where("id", "=", id).execute();
}

/** Lets exactly one set-up through: the portal's row is locked. @returns whether it was the first */
export async function markSetUp(trx: Trx): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("portal")
    .set({ setUpAt: sql`now()` })
    .where("setUpAt", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function isSetUp(trx: Trx): Promise<boolean> {
  const row = await trx.selectFrom("portal").select("setUpAt").executeTakeFirst();
  return Boolean(row?.setUpAt);
}

/** What is asked before somebody is told something. A disabled account is told nothing. */
export async function findNotified(trx: Trx, userId: string) {
  return trx
    .selectFrom("users")
    .select(["id", "email", "emailVerifiedAt", "notifyByMail"])
    .where("id", "=", userId)
    .where("disabledAt", "is", null)
    .executeTakeFirst();
}

export async function setNotifyByMail(trx: Trx, userId: string, notifyByMail: boolean): Promise<void> {
  await trx.updateTable("users").set({ notifyByMail }).where("id", "=", userId).execute();
}

/** What somebody is called; null when the account is gone. */
export async function findName(trx: Trx, id: string): Promise<string | null> {
  const user = await trx.selectFrom("users").select("name").where("id", "=", id).executeTakeFirst();
  return user?.name ?? null;
}

/** Their addresses. */
export async function emailsOf(trx: Trx, ids: string[]) {
  if (ids.length === 0) return [];
  return trx.selectFrom("users").select(["id", "email"]).where("id", "in", ids).execute();
}
