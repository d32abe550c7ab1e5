import { deleteSession, findSession } from "@/db/queries/sessions";
import type { UserActor } from "@/lib/actor";
import { hashToken } from "@/lib/tokens";

/** Who a session's token belongs to; null when it is unknown, has run out, or the account is disabled. */
export async function actorOf(token: string): Promise<UserActor | null> {
  const row = await findSession(hashToken(token));
  if (!row) return null;
  const { secondFactorAt, secondFactorEnabledAt, emailVerifiedAt, expiresAt: _, ...rest } = row;
  const secondFactor = secondFactorAt ? "confirmed" : secondFactorEnabledAt ? "missing" : "none";
  return { kind: "user", ...rest, verified: emailVerifiedAt !== null, secondFactor };
}

/** Signs out: the token is nobody's from now on. */
export async function endSession(token: string): Promise<void> {
  await deleteSession(hashToken(token));
}
