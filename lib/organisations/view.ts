import { permissionsOfRole } from "@/lib/access";
import { suspensionOf } from "@/lib/kernel/entry";
import { type PortalTier, portalTiers } from "@/lib/limits";

interface ListedRow {
  id: string;
  handle: string;
  name: string;
  ownerId: string;
  portalTier: string;
  memberCount: number;
  createdAt: Date;
  avatar: string | null;
  logo: string | null;
  /** The user's own membership. */
  memberId: string;
  userId: string;
  joinedAt: Date;
  role: string;
  /** The permissions of a custom role. */
  permissions: string[] | null;
  openedAt: Date | null;
  defaultRole: string;
  isDefault: unknown;
  suspensionReason: string | null;
  suspendedUntil: Date | null;
  secondFactorRequired: boolean;
}

/** An organisation in a list, the same for every door. Key by key: "the rest of the row" costs twenty times as much. */
export function toListed(row: ListedRow) {
  const tier = row.portalTier as PortalTier;
  return {
    id: row.id,
    handle: row.handle,
    name: row.name,
    ownerId: row.ownerId,
    memberCount: row.memberCount,
    createdAt: row.createdAt,
    avatar: row.avatar,
    logo: row.logo,
    memberId: row.memberId,
    userId: row.userId,
    joinedAt: row.joinedAt,
    openedAt: row.openedAt,
    portalTier: tier,
    tierName: portalTiers[tier].displayName,
    orgRole: row.role,
    permissions: [...permissionsOfRole(row.role, row.permissions)],
    defaultRole: row.defaultRole,
    isDefault: row.isDefault === true,
    suspension: suspensionOf(row),
    secondFactorRequired: row.secondFactorRequired,
  };
}
export type ListedOrganisation = ReturnType<typeof toListed>;
