import { findApiToken } from "@/db/queries/api_tokens";
import { deleteSession, findSession } from "@/db/queries/sessions";
import type { UserActor } from "@/lib/kernel/actor";
import { hashToken } from "@/lib/tokens";

/** Who a session's token belongs to; null when it is unknown, has run out, or the account is disabled. */
export async function actorOf(token: string): Promise<UserActor | null> {
  const row = await findSession(hashToken(token));
  if (!row) return null;
  const { userId, sessionId, name, email, portalAdmin, signedInAt, activeOrganisationId } = row;
  const secondFactor = row.secondFactorAt ? "confirmed" : row.secondFactorEnabledAt ? "missing" : "none";
  const verified = row.emailVerifiedAt !== null;
  const about = { userId, sessionId, name, email, verified, portalAdmin, signedInAt, activeOrganisationId };
  return { kind: "user", via: null, ...about, secondFactor };
}

/** Signs out: the token is nobody's from now on. */
export async function endSession(token: string): Promise<void> {
  await deleteSession(hashToken(token));
}

/** Who a program's token stands for; null when it is unknown, has run out, or the account is disabled. */
export async function actorOfApiToken(token: string): Promise<UserActor | null> {
  const row = await findApiToken(hashToken(token));
  if (!row) return null;
  const { id, userId, name, email, verified, tokenName, reach, organisationId, permissions } = row;
  const given = permissions && new Set(permissions);
  return {
    kind: "user",
    userId,
    name,
    email,
    verified,
    sessionId: null,
    via: { tokenId: id, tokenName, reach, organisationId, permissions: given },
    // Looked up each time: with the administration ends what such a token can do.
    portalAdmin: reach === "portal" && row.portalAdmin,
    // It was made in a session that had its second factor.
    secondFactor: "confirmed",
    signedInAt: new Date(0),
    activeOrganisationId: organisationId,
  };
}
