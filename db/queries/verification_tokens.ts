import { sql } from "kysely";
import type { Trx } from "@/db/client";

export type TokenPurpose = "verify" | "reset";

/**
 * A link for a user. A new one to confirm an address, which its owner asks for, kills the older ones; one to set a password,
 * which anybody may ask for, doesn't: else a stranger could keep the owner's links dying.
 */
export async function insertToken(
  trx: Trx,
  { minutes, ...row }: { id: string; userId: string; purpose: TokenPurpose; tokenHash: Buffer; minutes: number },
): Promise<void> {
  if (row.purpose === "verify") await endTokens(trx, row.userId, row.purpose);
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

/** Uses a link up. @returns false when somebody was quicker */
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

/** Kills what links a user still has. */
export async function endTokens(trx: Trx, userId: string, purpose?: TokenPurpose): Promise<void> {
  let query = trx
    .updateTable("verificationTokens")
    .set({ usedAt: sql`now()` })
    .where("userId", "=", userId)
    .where("usedAt", "is", null);
  if (purpose) query = query.where("purpose", "=", purpose);
  await query.execute();
}
