import type { Trx } from "@/db/client";
import { giveBack } from "@/db/queries/rate_limits";
import type { Caller } from "@/lib/kernel/actor";
import type { Refusal } from "@/lib/kernel/errors";
import type { Refused } from "@/lib/kernel/refused";

/** Five wrong codes in 15 minutes lock an account: counted only for whoever knows its password, or has a session. */
const byAccount = { points: 5, seconds: 900, by: "actor" } as const;

/** The limits of everything that takes a code. */
export const codeLimits = [{ points: 60, seconds: 900, by: "address" } as const, byAccount];

/** Gives back the point that a right code spent. Spent before and not after, so that parallel guesses don't slip through. */
export const forgive = (trx: Trx, operation: string, userId: string) =>
  giveBack(trx, `${operation}:user:${userId}`, byAccount.points, byAccount.seconds);

/** A wrong code's row in the account's log. */
export function noteWrongCode({ reason }: Refusal, { actor }: Caller): Refused | null {
  if (!reason.startsWith("secondFactor.wrong") || actor?.kind !== "user") return null;
  return {
    operation: "session.failFactor",
    scope: { userId: actor.userId },
    once: `second factor ${actor.userId}`,
    most: { key: `second factor ${actor.userId}`, points: 60, seconds: 3_600 },
    target: { id: actor.userId, name: actor.email },
    after: { reason },
  };
}
