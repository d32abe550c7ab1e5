import { sql } from "kysely";
import { database, type Trx } from "@/db/client";

/** What a sign-in compares with; read outside any transaction, because hashing takes time. */
export async function findCredentials(email: string) {
  return database()
    .selectFrom("users")
    .select(["id", "email", "name", "passwordHash"])
    .where("email", "=", email)
    .where("disabledAt", "is", null)
    .executeTakeFirst();
}

/**
 * Locks an account in the state in which its password was compared, so that a reset waits, or is noticed if it came first.
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
  /** Null until a mailed link sets it. */
  passwordHash: string | null;
  verified: boolean;
  portalAdmin?: boolean;
}

/** Of any number of parallel sign-ups with one address, exactly one creates the account. @returns null if there already is one */
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
    .select(["id", "email", "name", "passwordHash", "emailVerifiedAt", "disabledAt", "portalAdmin"])
    .select(["secondFactorEnabledAt", "leavingUntil"])
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** The account of a link, for the page behind it. */
export async function findAccount(trx: Trx, id: string) {
  return trx.selectFrom("users").select(["email", "name", "disabledAt"]).where("id", "=", id).executeTakeFirst();
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

export async function setPortalAdmin(trx: Trx, id: string, portalAdmin: boolean): Promise<void> {
  await trx.updateTable("users").set({ portalAdmin }).where("id", "=", id).execute();
}

/** How many organisations a user may own, if the portal's administrator set a number for them. */
export async function findOwnedLimit(trx: Trx, id: string): Promise<number | null> {
  const user = await trx.selectFrom("users").select("ownedLimit").where("id", "=", id).executeTakeFirst();
  return user?.ownedLimit ?? null;
}

/** Allows exactly one set-up: the portal's row is locked. @returns whether it was the first */
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

/** What is needed to notify a user. A disabled account isn't notified. */
export async function findNotified(trx: Trx, userId: string) {
  return trx
    .selectFrom("users")
    .select(["id", "email", "emailVerifiedAt", "notifyByMail"])
    .where("id", "=", userId)
    .where("disabledAt", "is", null)
    .executeTakeFirst();
}

interface MailSettings {
  byMail: boolean;
  signInMails: boolean;
}

/** Which mails a user gets. */
export async function findMailSettings(trx: Trx, userId: string): Promise<MailSettings> {
  return trx
    .selectFrom("users")
    .select(["notifyByMail as byMail", "signInMails"])
    .where("id", "=", userId)
    .executeTakeFirstOrThrow();
}

export async function setMailSettings(trx: Trx, userId: string, given: MailSettings): Promise<void> {
  const { byMail: notifyByMail, signInMails } = given;
  await trx.updateTable("users").set({ notifyByMail, signInMails }).where("id", "=", userId).execute();
}

/** A user's name; null if the account no longer exists. */
export async function findName(trx: Trx, id: string): Promise<string | null> {
  const user = await trx.selectFrom("users").select("name").where("id", "=", id).executeTakeFirst();
  return user?.name ?? null;
}

/** Their addresses. */
export async function emailsOf(trx: Trx, ids: string[]) {
  if (ids.length === 0) return [];
  return trx.selectFrom("users").select(["id", "email"]).where("id", "in", ids).execute();
}
