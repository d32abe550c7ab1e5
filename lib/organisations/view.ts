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
  userId: string;
  joinedAt: Date;
  role: string;
  openedAt: Date | null;
  isDefault: unknown;
}

/** An organisation in a list, as every door shows it. */
export function toListed({ role, portalTier, isDefault, ...row }: ListedRow) {
  const tier = portalTier as PortalTier;
  return {
    ...row,
    portalTier: tier,
    tierName: portalTiers[tier].displayName,
    orgRole: role as Role,
    isDefault: isDefault === true,
  };
}
export type ListedOrganisation = ReturnType<typeof toListed>;
