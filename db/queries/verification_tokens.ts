import { sql } from "kysely";
import type { Trx } from "@/db/client";

export type TokenPurpose = "verify" | "reset" | "provisioned";

/**
 * A link for a user. A new verification link, which its owner requests, or one for a provisioned owner, which the portal sends,
 * invalidates the older ones; a reset link, which anybody may request, doesn't: otherwise a stranger could keep invalidating the owner's links.
 */
export async function insertToken(
  trx: Trx,
  { minutes, ...row }: { id: string; userId: string; purpose: TokenPurpose; tokenHash: Buffer; minutes: number },
): Promise<void> {
  if (row.purpose !== "reset") await endTokens(trx, row.userId, row.purpose);
  await trx
    .insertInto("verificationTokens")
    .values({ ...row, expiresAt: sql`now() + make_interval(mins => ${minutes})` })
    .execute();
}

/** A link's row by the hash of its token. */
export async function findToken(trx: Trx, tokenHash: Buffer, purpose: TokenPurpose) {
  return trx
    .selectFrom("verificationTokens")
    .select(["id", "userId"])
    .select(sql<boolean>`used_at is not null`.as("used"))
    .select(sql<boolean>`expires_at <= now()`.as("expired"))
    .where("tokenHash", "=", tokenHash)
    .where("purpose", "=", purpose)
    .executeTakeFirst();
}

/** Uses a link up. @returns false if it was used in the meantime */
export async function useToken(trx: Trx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("verificationTokens")
    .set({ usedAt: sql`now()` })
    .where("id", "=", id)
    .where("usedAt", "is", null)
    .where("expiresAt", ">", sql<Date>`now()`)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Invalidates a user's remaining links. */
export async function endTokens(trx: Trx, userId: string, purpose?: TokenPurpose): Promise<void> {
  let query = trx
    .updateTable("verificationTokens")
    .set({ usedAt: sql`now()` })
    .where("userId", "=", userId)
    .where("usedAt", "is", null);
  if (purpose) query = query.where("purpose", "=", purpose);
  await query.execute();
}
