import type { Trx } from "@/db/client";
import { giveBack } from "@/db/queries/rate_limits";
import { useStep } from "@/db/queries/second_factors";
import { confirmSecondFactor } from "@/db/queries/sessions";
import { AppError } from "@/lib/errors";
import type { Caller, UserActor } from "@/lib/kernel/actor";
import type { Refusal } from "@/lib/kernel/errors";
import type { Refused } from "@/lib/kernel/refused";
import { stepOf } from "@/lib/second_factors/codes";
import { placeOf } from "@/lib/second_factors/place";
import { unseal } from "@/lib/secrets";

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

/** Whether a code of the authenticator app with this sealed secret is right. It is used up: neither it nor an earlier one works again. */
export async function acceptCode(trx: Trx, userId: string, secret: Buffer, code: string): Promise<boolean> {
  const step = stepOf(unseal(placeOf(userId), secret), code);
  return step !== null && (await useStep(trx, userId, step));
}

/**
 * Notes that this session gave its second factor. @throws UNAUTHENTICATED if it has ended meanwhile
 * @param passkey by which it did: the session ends with the first one that it used
 */
export async function confirmSession(
  trx: Trx,
  { userId, sessionId }: Pick<UserActor, "userId" | "sessionId">,
  passkey: string | null = null,
): Promise<void> {
  if (!sessionId || !(await confirmSecondFactor(trx, userId, sessionId, passkey))) throw new AppError("actor.none");
}
