import { sql } from "kysely";
import type { Trx } from "@/db/client";

export type TokenPurpose = "verify" | "reset" | "provisioned" | "signInLink" | "newAddress" | "undoAddress";

interface NewToken {
  id: string;
  userId: string;
  purpose: TokenPurpose;
  tokenHash: Buffer;
  minutes: number;
  addressChangeId?: string;
}

/** Of these an account may have several: anybody may request them, or each belongs to one change of address. */
const severalAtOnce: readonly TokenPurpose[] = ["reset", "signInLink", "undoAddress"];

/**
 * A link for a user. A new verification link, which its owner requests, or one for a provisioned owner, which the portal sends,
 * invalidates the older ones; a reset or sign-in link, which anybody may request, doesn't: otherwise a stranger could keep invalidating
 * the owner's links.
 */
export async function insertToken(trx: Trx, { minutes, ...row }: NewToken): Promise<void> {
  if (!severalAtOnce.includes(row.purpose)) await endTokens(trx, row.userId, row.purpose);
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

/**
 * Invalidates a user's remaining links, or those of one purpose. Links to undo a change of address stay: they are for whoever lost the
 * account to somebody who can do all the rest.
 */
export async function endTokens(trx: Trx, userId: string, purpose?: TokenPurpose): Promise<void> {
  let query = trx
    .updateTable("verificationTokens")
    .set({ usedAt: sql`now()` })
    .where("userId", "=", userId)
    .where("usedAt", "is", null);
  query = purpose ? query.where("purpose", "=", purpose) : query.where("purpose", "!=", "undoAddress");
  await query.execute();
}
