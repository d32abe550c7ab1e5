import type { findBelongings, TransferRow } from "@/db/queries/transfers";
import { type PortalTier, portalTiers } from "@/lib/limits";

/** A transfer, the same for everybody who may see it. */
export function toTransfer(row: TransferRow) {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    organisation: { id: row.organisationId, handle: row.handle, name: row.name, avatar: row.avatar },
    /** Who owned the organisation when it began; no id once they have left. */
    owner: { id: row.ownerId, name: row.ownerName },
    receiver: { id: row.receiverId, name: row.receiverName },
    reason: row.reason,
    createdAt: row.createdAt,
    endsAt: row.endsAt,
    endedAt: row.endedAt,
  };
}
export type Transfer = ReturnType<typeof toTransfer>;

/** The same for one of the two. */
export const toOwnTransfer = (row: TransferRow, userId: string) => ({
  ...toTransfer(row),
  isReceiver: row.receiverId === userId,
});

/** What comes with the organisation, and what it is allowed. */
export function toBelongings(
  { portalTier, zoneCount, projectCount, ...rest }: Awaited<ReturnType<typeof findBelongings>>,
  most: { maxServers: number | null; maxZones: number | null },
) {
  return {
    ...rest,
    ...most,
    tierName: portalTiers[portalTier as PortalTier].displayName,
    zoneCount: Number(zoneCount),
    projectCount: Number(projectCount),
  };
}
