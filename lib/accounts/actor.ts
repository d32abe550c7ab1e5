import { findApiToken } from "@/db/queries/api_tokens";
import { deleteSession, findSession } from "@/db/queries/sessions";
import type { UserActor } from "@/lib/kernel/actor";
import { hashToken } from "@/lib/tokens";

/** The user of a session's token; null if it is unknown or expired, or the account is disabled. */
export async function actorOf(token: string): Promise<UserActor | null> {
  const row = await findSession(hashToken(token));
  if (!row) return null;
  const { userId, sessionId, name, email, portalAdmin, signedInAt, activeOrganisationId } = row;
  const secondFactor = row.secondFactorAt ? "confirmed" : row.secondFactorEnabledAt ? "missing" : "none";
  const verified = row.emailVerifiedAt !== null;
  const about = { userId, sessionId, name, email, verified, portalAdmin, signedInAt, activeOrganisationId };
  return { kind: "user", via: null, ...about, secondFactor };
}

/** Signs out: the token stops working. */
export async function signOut(token: string): Promise<void> {
  await deleteSession(hashToken(token));
}

/** The user of a program's token; null if it is unknown or expired, or the account is disabled. */
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
    // Looked up each time: such a token works only while its holder is a portal administrator.
    portalAdmin: reach === "portal" && row.portalAdmin,
    // It was created in a session that had its second factor.
    secondFactor: "confirmed",
    signedInAt: new Date(0),
    activeOrganisationId: organisationId,
  };
}
