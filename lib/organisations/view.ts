import type { Role } from "@/lib/access";
import { type PortalTier, portalTiers } from "@/lib/limits";

interface ListedRow {
  id: string;
  handle: string;
  name: string;
  ownerId: string;
  portalTier: string;
  memberCount: number;
  createdAt: Date;
  /** The viewer's own membership. */
  memberId: string;
  joinedAt: Date;
  role: string;
  openedAt: Date | null;
  isDefault: unknown;
}

/** An organisation in a list, as every door shows it. Key by key: "the rest of the row" costs twenty times as much. */
export function toListed(row: ListedRow) {
  const tier = row.portalTier as PortalTier;
  return {
    id: row.id,
    handle: row.handle,
    name: row.name,
    ownerId: row.ownerId,
    memberCount: row.memberCount,
    createdAt: row.createdAt,
    memberId: row.memberId,
    joinedAt: row.joinedAt,
    openedAt: row.openedAt,
    portalTier: tier,
    tierName: portalTiers[tier].displayName,
    orgRole: row.role as Role,
    isDefault: row.isDefault === true,
  };
}
export type ListedOrganisation = ReturnType<typeof toListed>;
