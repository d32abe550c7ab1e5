import { randomUUID } from "node:crypto";
import { type SqlBool, sql } from "kysely";
import type { Trx } from "@/db/client";

/** For how long the former address can undo a change. */
export const undoHours = 72;

/** Whether the former address can still undo a change. */
const undoable = sql<SqlBool>`changed_at is not null and ended_at is null and undo_until > now()`;

/** Notes a change that waits for the new address. The account is locked, and has no other that waits. @returns its id */
export async function insertAddressChange(
  trx: Trx,
  row: { userId: string; former: string; address: string },
): Promise<string> {
  const id = randomUUID();
  await trx
    .insertInto("addressChanges")
    .values({ id, ...row })
    .execute();
  return id;
}

/** The change that waits for its new address, with the end of its link; null where that no longer works. */
export async function findPendingAddress(trx: Trx, userId: string) {
  return trx
    .selectFrom("addressChanges")
    .select(["id", "address", "createdAt"])
    .select(({ selectFrom }) =>
      selectFrom("verificationTokens")
        .select("expiresAt")
        .whereRef("addressChangeId", "=", "addressChanges.id")
        .where("usedAt", "is", null)
        .where("verificationTokens.expiresAt", ">", sql<Date>`now()`)
        .as("linkUntil"),
    )
    .where("userId", "=", userId)
    .where("changedAt", "is", null)
    .where("endedAt", "is", null)
    .executeTakeFirst();
}

/** Ends the change that waits. @returns its new address; undefined if there was none */
export async function endPendingAddress(trx: Trx, userId: string): Promise<string | undefined> {
  const ended = await trx
    .updateTable("addressChanges")
    .set({ endedAt: sql`now()` })
    .where("userId", "=", userId)
    .where("changedAt", "is", null)
    .where("endedAt", "is", null)
    .returning("address")
    .executeTakeFirst();
  return ended?.address;
}

/** The change of a link that can still be used. */
export async function findAddressChange(trx: Trx, userId: string, tokenId: string) {
  return trx
    .selectFrom("addressChanges")
    .innerJoin("verificationTokens as token", "token.addressChangeId", "addressChanges.id")
    .select(["addressChanges.id", "addressChanges.former", "addressChanges.address", "addressChanges.changedAt"])
    .where("addressChanges.userId", "=", userId)
    .where("token.id", "=", tokenId)
    .where("addressChanges.endedAt", "is", null)
    .executeTakeFirst();
}

/** Notes that a change was confirmed. @param undo whether the former address can undo it */
export async function markAddressChanged(trx: Trx, id: string, undo: boolean): Promise<void> {
  await trx
    .updateTable("addressChanges")
    .set({
      changedAt: sql`now()`,
      undoUntil: undo ? sql`now() + make_interval(hours => ${sql.lit(undoHours)})` : null,
    })
    .where("id", "=", id)
    .execute();
}

/**
 * Ends every change since the account last had this address, so none of them can be undone any more, with their links.
 * @returns whether there was one
 */
export async function endChangesSince(trx: Trx, userId: string, former: string): Promise<boolean> {
  const since = trx
    .selectFrom("addressChanges")
    .select(({ fn }) => fn.min("changedAt").as("at"))
    .where("userId", "=", userId)
    .where("former", "=", former)
    .where(undoable);
  const ended = await trx
    .updateTable("addressChanges")
    .set({ endedAt: sql`now()` })
    .where("userId", "=", userId)
    .where("endedAt", "is", null)
    .where("changedAt", ">=", since)
    .returning("id")
    .execute();
  if (ended.length === 0) return false;
  await trx
    .updateTable("verificationTokens")
    .set({ usedAt: sql`now()` })
    .where("usedAt", "is", null)
    .where(
      "addressChangeId",
      "in",
      ended.map(({ id }) => id),
    )
    .execute();
  return true;
}

/** Whether nobody else can get this address now, because it can undo the change of another account. For the portal's scope. */
export async function isHeld(trx: Trx, address: string): Promise<boolean> {
  const row = await trx
    .selectFrom("addressChanges")
    .select("id")
    .where("former", "=", address)
    .where(undoable)
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives an account another address, which it has proved. @returns false if another account has it, or may get it back */
export async function setAddress(trx: Trx, userId: string, email: string): Promise<boolean> {
  try {
    const { numUpdatedRows } = await trx
      .updateTable("users")
      .set({ email, emailVerifiedAt: sql`now()` })
      .where("id", "=", userId)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  } catch (error) {
    // Two accounts at once: the transaction of the second is over.
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === "23505" && constraint === "users_email_key") return false;
    throw error;
  }
}

/** Removes what can no longer be confirmed or undone. For the portal's scope. */
export async function sweepAddressChanges(trx: Trx): Promise<void> {
  await trx
    .deleteFrom("addressChanges")
    .where(sql<SqlBool>`greatest(created_at, undo_until) < now() - interval '7 days'`)
    .execute();
}
