import { findApiToken } from "@/db/queries/api_tokens";
import { findSession } from "@/db/queries/sessions";
import type { UserActor } from "@/lib/kernel/actor";
import { hashToken } from "@/lib/tokens";

/** The user of a session's token; null if it is unknown or expired, or the account is disabled. Notes where it is used. */
export async function actorOf(token: string, address: string | null = null): Promise<UserActor | null> {
  const row = await findSession(hashToken(token), address);
  if (!row) return null;
  const { userId, sessionId, name, email, signedInAt, provedAt, administratorsNeedFactor, confinedTo } = row;
  // An organisation’s own provider may say that it asked for a second factor, which counts in that organisation.
  const byProvider = confinedTo !== null && row.secondFactorAt !== null;
  const own = !row.secondFactorEnabledAt ? "none" : row.secondFactorAt ? "confirmed" : "missing";
  return {
    ...{ kind: "user", via: null, userId, sessionId, name, email, signedInAt, provedAt, administratorsNeedFactor },
    verified: row.emailVerifiedAt !== null,
    // Whoever runs an organisation’s provider administers no portal by it.
    portalAdmin: row.portalAdmin && confinedTo === null,
    activeOrganisationId: confinedTo ?? row.activeOrganisationId,
    confinedTo,
    leavingUntil: row.leavingUntil,
    secondFactor: byProvider ? "confirmed" : own,
  };
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
    administratorsNeedFactor: row.administratorsNeedFactor,
    // As of the session that created it.
    secondFactor: row.secondFactor ? "confirmed" : "none",
    // Leaving ends all tokens, and none can be made.
    leavingUntil: null,
    signedInAt: new Date(0),
    provedAt: null,
    activeOrganisationId: organisationId,
    // As of the session that created it; a token of the whole account never is.
    confinedTo: row.ownSignIn && reach === "organisation" ? organisationId : null,
  };
}
