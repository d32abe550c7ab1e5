import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import { countApiTokens, insertApiToken, type TokenReach } from "@/db/queries/api_tokens";
import { lockUser } from "@/db/queries/users";
import { AppError, fieldError } from "@/lib/errors";
import type { AuditEntry } from "@/lib/kernel/trace";
import { accountTokens } from "@/lib/limits";
import { requireRoom } from "@/lib/tiers/require";
import { hashToken, randomToken } from "@/lib/tokens";

const dayMs = 86_400_000;

interface Wanted {
  userId: string;
  /** The organisation that it has access to, or its home; null with reach portal. */
  organisationId: string | null;
  /** The holder's permissions there: a token never gets more. */
  held: ReadonlySet<string>;
  name: string;
  reach: TokenReach;
  permissions?: string[];
  expiresInDays?: number;
}

/**
 * Creates a token, which only this answer ever shows. The user's row is locked, so the limit per user is exact.
 * @throws LIMIT_REACHED, or FORBIDDEN at `permissions`
 */
export async function makeToken(trx: Trx, wanted: Wanted, audit: (entry: AuditEntry) => void) {
  const { userId, organisationId, held, name, reach, permissions, expiresInDays } = wanted;
  await lockUser(trx, userId);
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
  });
  audit({
    within: only ? { organisationId: only } : { userId },
    target: { id, name },
    after: { reach, ...(permissions && { permissions: permissions.join(", ") }), ...(expiresAt && { expiresAt }) },
  });
  return { id, name, reach, expiresAt, token };
}
