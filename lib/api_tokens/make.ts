import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import { countApiTokens, insertApiToken, type TokenReach } from "@/db/queries/api_tokens";
import { lockUser } from "@/db/queries/users";
import { AppError, fieldError } from "@/lib/errors";
import { requireOpenSession } from "@/lib/kernel/require_user";
import type { AuditEntry } from "@/lib/kernel/trace";
import { accountTokens } from "@/lib/limits";
import { requireRoom } from "@/lib/tiers/require";
import { hashToken, randomToken } from "@/lib/tokens";

const dayMs = 86_400_000;

interface Wanted {
  userId: string;
  /** The session that asks for it; none on the command line. */
  sessionId?: string | null;
  /** The organisation that it has access to, or its home; null with reach portal. */
  organisationId: string | null;
  /** The holder's permissions there: a token never gets more. */
  held: ReadonlySet<string>;
  name: string;
  reach: TokenReach;
  permissions?: string[];
  expiresInDays?: number;
  /** Whether it is created in a session with a second factor: without, it opens nothing that requires one. */
  secondFactor: boolean;
  /** Whether that session was one of the organisation’s own sign-in. */
  ownSignIn?: boolean;
}

/**
 * Creates a token, which only this answer ever shows. The user's row is locked, so the limit per user is exact.
 * @throws LIMIT_REACHED, UNAUTHENTICATED if the session has ended, or FORBIDDEN at `permissions`
 */
export async function makeToken(trx: Trx, wanted: Wanted, audit: (entry: AuditEntry) => void) {
  const {
    userId,
    sessionId = null,
    organisationId,
    held,
    name,
    reach,
    permissions,
    expiresInDays,
    secondFactor,
    ownSignIn = false,
  } = wanted;
  await lockUser(trx, userId);
  await requireOpenSession(trx, { userId, sessionId });
  const only = reach === "organisation" ? organisationId : null;
  const there = await countApiTokens(trx, userId, only);
  if (only) await requireRoom(trx, only, "tokens", there);
  else if (there >= accountTokens) throw new AppError("token.limit");
  if (permissions?.some((permission) => !held.has(permission))) throw fieldError("token.permission", "permissions");
  const id = randomUUID();
  const token = `gh_${randomToken()}`;
  const expiresAt = expiresInDays ? new Date(Date.now() + expiresInDays * dayMs) : null;
  await insertApiToken(trx, {
    id,
    userId,
    reach,
    organisationId: only,
    homeOrganisationId: reach === "account" ? organisationId : null,
    name,
    tokenHash: hashToken(token),
    permissions: permissions ?? null,
    expiresAt,
    secondFactor,
    ownSignIn: ownSignIn && reach === "organisation",
  });
  audit({
    within: only ? { organisationId: only } : { userId },
    target: { id, name },
    after: { reach, ...(permissions && { permissions: permissions.join(", ") }), ...(expiresAt && { expiresAt }) },
  });
  return { id, name, reach, expiresAt, token };
}
