import type { Trx } from "@/db/client";
import { findLimit } from "@/db/queries/limits";
import { AppError } from "@/lib/errors";
import { type PortalTier, portalTiers } from "@/lib/limits";
import { fullWords, type Limit, type LimitPart } from "@/lib/tiers/words";

const reasons = {
  servers: "server.limit",
  serverBackups: "backup.limit",
  projects: "project.limit",
  zones: "zone.limit",
  zoneRecords: "record.limit",
  invitations: "invitation.limit",
  customRoles: "role.limit",
  tokens: "token.limit",
  tunnelDevices: "tunnel.limit",
  devicePorts: "port.limit",
} as const satisfies Partial<Record<LimitPart, string>>;

/** The refusal that says what is allowed, what there is, and what to do. */
export const atLimit = (part: keyof typeof reasons, used: number, limit: Limit & { tier: string }) =>
  new AppError(reasons[part], {
    message: fullWords(part, used, limit, portalTiers[limit.tier as PortalTier].displayName),
  });

/**
 * Refuses another one of these if the organisation has as many as it may. The lock must be held that such things are made under: the
 * number is read after it, so that neither parallel requests nor a change of the number lead to too many.
 * @throws LIMIT_REACHED
 */
export async function requireRoom(trx: Trx, organisationId: string, part: keyof typeof reasons, used: number) {
  const limit = await findLimit(trx, organisationId, part);
  if (limit.most !== null && used >= limit.most) throw atLimit(part, used, limit);
}
