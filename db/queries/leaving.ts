import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** The organisations that a user owns, with how many members each has. In the user's own scope, or the portal's. */
export async function listOwnedBy(trx: Trx, userId: string) {
  return trx
    .selectFrom("members")
    .innerJoin("organisations", "organisations.id", "members.organisationId")
    .select(["organisations.id", "organisations.handle", "organisations.name", "organisations.memberCount"])
    .where("members.userId", "=", userId)
    .where("members.role", "=", "owner")
    .where("organisations.deletedAt", "is", null)
    .orderBy("organisations.id")
    .execute();
}

/** How much of each thing goes with an account. In the user's own scope. */
export async function countOwn(trx: Trx, userId: string) {
  const counted = await trx
    .selectNoFrom(({ selectFrom, fn }) => {
      const all = fn.countAll<string>().as("n");
      return [
        selectFrom("members").select(all).where("userId", "=", userId).where("role", "<>", "owner").as("memberships"),
        selectFrom("apiTokens").select(all).where("userId", "=", userId).as("tokens"),
        selectFrom("sessions")
          .select(all)
          .where("userId", "=", userId)
          .where("expiresAt", ">", sql<Date>`now()`)
          .as("sessions"),
        selectFrom("notifications").select(all).where("userId", "=", userId).as("notifications"),
        selectFrom("deletedOrganisations")
          .select(all)
          .where("ownerId", "=", userId)
          .where("purgedAt", "is", null)
          .as("deletedOrganisations"),
      ];
    })
    .executeTakeFirstOrThrow();
  const { memberships, tokens, sessions, notifications, deletedOrganisations } = counted;
  return {
    memberships: Number(memberships),
    tokens: Number(tokens),
    sessions: Number(sessions),
    notifications: Number(notifications),
    deletedOrganisations: Number(deletedOrganisations),
  };
}

/** Locks an account against every new reference to it: memberships and tokens wait, and are refused afterwards. */
export async function lockAgainstAll(trx: Trx, userId: string): Promise<void> {
  await trx.selectFrom("users").select("id").where("id", "=", userId).forUpdate().execute();
}

/** Marks an account as leaving, in so many days. @returns until when its owner can stay */
export async function markLeaving(trx: Trx, userId: string, days: number): Promise<Date> {
  const { leavingUntil } = await trx
    .updateTable("users")
    .set({ leavingUntil: sql<Date>`now() + make_interval(days => ${days}::integer)` })
    .where("id", "=", userId)
    .returning("leavingUntil")
    .executeTakeFirstOrThrow();
  return leavingUntil as Date;
}

/** @returns whether there was still time */
export async function unmarkLeaving(trx: Trx, userId: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("users")
    .set({ leavingUntil: null })
    .where("id", "=", userId)
    .where("leavingUntil", ">", sql<Date>`now()`)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Keeps an account that somebody left with who didn't own its address, also when its time is over. */
export async function keepAccount(trx: Trx, userId: string): Promise<void> {
  await trx.updateTable("users").set({ leavingUntil: null }).where("id", "=", userId).execute();
}

/** Revokes what is pending in an organisation that ends with its owner, so that nobody joins it meanwhile. In its scope. */
export async function revokePendingIn(trx: Trx, organisationId: string) {
  const nowhere = sql<Buffer>`sha256(convert_to(gen_random_uuid()::text, 'UTF8'))`;
  return trx
    .updateTable("invitations")
    .set({ state: "revoked", answeredAt: sql`now()`, mailTokenHash: nowhere, copyTokenHash: nowhere })
    .where("organisationId", "=", organisationId)
    .where("state", "=", "pending")
    .returning(["id", "email"])
    .execute();
}

/** Accounts whose time is over, some of them at random: one that waits for a node holds up no other. For the portal's scope. */
export async function listDueLeavings(trx: Trx, limit: number) {
  return trx
    .selectFrom("users")
    .select("id as userId")
    .where("leavingUntil", "<=", sql<Date>`now()`)
    .orderBy(sql`random()`)
    .limit(limit)
    .execute();
}

/** An account whose time is over, locked. */
export async function lockDueLeaving(trx: Trx, userId: string) {
  return trx
    .selectFrom("users")
    .select(["id", "name", "email"])
    .where("id", "=", userId)
    .where("leavingUntil", "<=", sql<Date>`now()`)
    .forUpdate()
    .executeTakeFirst();
}

/** Deleted organisations of a user that aren't purged yet: this is the end of their time, too. @returns how many */
export async function endGraceOfOwned(trx: Trx, userId: string): Promise<number> {
  const rows = await trx
    .updateTable("deletedOrganisations")
    .set({ purgeAt: sql`least(purge_at, now())` })
    .where("ownerId", "=", userId)
    .where("purgedAt", "is", null)
    .returning("organisationId")
    .execute();
  return rows.length;
}

/** The last mail to somebody who left, if it was written. For the portal's scope. */
export async function findLastMail(trx: Trx, userId: string) {
  return trx
    .selectFrom("mails")
    .select(["state", "createdAt"])
    .where("userId", "=", userId)
    .where("kind", "=", "security")
    .where("detail", "=", "left")
    .executeTakeFirst();
}

/** Removes an account whose time is over, with everything that is left about it. @returns whether it did */
export async function forgetUser(trx: Trx, userId: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select forget_user(${userId}) as done`.execute(trx);
  return rows[0]?.done ?? false;
}
