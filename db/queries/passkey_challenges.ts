import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** What a challenge was made for: it is accepted for nothing else. */
export type ChallengePurpose = "register" | "signIn" | "confirm" | "prove";

interface Challenge {
  challengeHash: Buffer;
  purpose: ChallengePurpose;
  /** Null for a sign-in only. */
  userId: string | null;
}

/** Lasts five minutes. */
export async function insertChallenge(trx: Trx, challenge: Challenge): Promise<void> {
  await trx.insertInto("passkeyChallenges").values(challenge).execute();
}

/** Uses a challenge up. @returns whether it was made for this, for this user, and nobody has used it */
export async function useChallengeRow(trx: Trx, { challengeHash, purpose, userId }: Challenge): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("passkeyChallenges")
    .where("challengeHash", "=", challengeHash)
    .where("purpose", "=", purpose)
    .where("userId", userId === null ? "is" : "=", userId)
    .where("expiresAt", ">", sql<Date>`now()`)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Removes expired ones. */
export async function sweepChallenges(trx: Trx): Promise<void> {
  await trx.deleteFrom("passkeyChallenges").where("expiresAt", "<", sql<Date>`now()`).execute();
}
