import { permissionsOfRole } from "@/lib/access";
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
  /** Of a custom role. */
  permissions: string[] | null;
  openedAt: Date | null;
  defaultRole: string;
  isDefault: unknown;
}

/** An organisation in a list, as every door shows it. */
export function toListed({ role, permissions, portalTier, isDefault, ...row }: ListedRow) {
  const tier = portalTier as PortalTier;
  return {
    ...row,
    portalTier: tier,
    tierName: portalTiers[tier].displayName,
    orgRole: role,
    permissions: [...permissionsOfRole(role, permissions)],
    isDefault: isDefault === true,
  };
}
export type ListedOrganisation = ReturnType<typeof toListed>;
