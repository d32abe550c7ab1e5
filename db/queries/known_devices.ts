import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** So many devices of an account are known; the one that was away longest is forgotten for another. */
export const mostDevices = 20;
/** So long after its last sign-in a device is known: as long as browsers keep its cookie. */
export const deviceDays = 400;

/** Notes that a device signed in to an account, whose row is locked. @returns whether it wasn't known there */
export async function seeDevice(trx: Trx, userId: string, deviceHash: Buffer): Promise<boolean> {
  const { isNew } = await trx
    .insertInto("knownDevices")
    .values({ userId, deviceHash })
    .onConflict((conflict) => conflict.columns(["userId", "deviceHash"]).doUpdateSet({ lastSeenAt: sql`now()` }))
    .returning(sql<boolean>`xmax = 0`.as("isNew"))
    .executeTakeFirstOrThrow();
  if (isNew)
    await trx
      .deleteFrom("knownDevices")
      .where("userId", "=", userId)
      .where("deviceHash", "in", ({ selectFrom }) =>
        selectFrom("knownDevices")
          .select("deviceHash")
          .where("userId", "=", userId)
          // The new one first, even if others signed in at the same moment.
          .orderBy(sql`device_hash = ${deviceHash}`, "desc")
          .orderBy("lastSeenAt", "desc")
          .offset(mostDevices),
      )
      .execute();
  return isNew;
}

/** Forgets the devices of whoever had the account before, and what they chose about its mails. */
export async function forgetDevices(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom("knownDevices").where("userId", "=", userId).execute();
  await trx.updateTable("users").set({ signInMails: true }).where("id", "=", userId).execute();
}

/** Forgets those that haven't signed in for long. For the portal's scope. */
export async function sweepDevices(trx: Trx): Promise<void> {
  await trx
    .deleteFrom("knownDevices")
    .where("lastSeenAt", "<", sql<Date>`now() - make_interval(days => ${sql.lit(deviceDays)})`)
    .execute();
}

/** Notes that an account has signed in. @returns whether its owner is to be told about a device that isn't known */
export async function noteSignIn(trx: Trx, userId: string): Promise<boolean> {
  const { hasSignedIn, wanted } = await trx
    .selectFrom("users")
    .select("hasSignedIn")
    // Not at an address that nobody has verified: it may be somebody else's.
    .select(sql<boolean>`sign_in_mails and email_verified_at is not null`.as("wanted"))
    .where("id", "=", userId)
    .executeTakeFirstOrThrow();
  if (!hasSignedIn) await trx.updateTable("users").set({ hasSignedIn: true }).where("id", "=", userId).execute();
  return hasSignedIn && wanted;
}

/** How many mails about sign-ins an account got in the last hour. */
export async function countSignInMails(trx: Trx, userId: string): Promise<number> {
  const { mails } = await trx
    .selectFrom("mails")
    .select(({ fn }) => fn.countAll<string>().as("mails"))
    .where("userId", "=", userId)
    .where("kind", "=", "newDevice")
    .where("createdAt", ">", sql<Date>`now() - interval '1 hour'`)
    .executeTakeFirstOrThrow();
  return Number(mails);
}
