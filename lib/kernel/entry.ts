import { isBelow, type Permission, permissionsOfRole } from "@/lib/access";
import { KernelRefusal, kernelReasons, type Refusal } from "@/lib/kernel/errors";
import type { PortalTier } from "@/lib/limits";

/** What enter_organisation returns. */
export interface OrganisationRow {
  id: string;
  handle: string;
  name: string;
  ownerId: string;
  portalTier: PortalTier;
  memberCount: number;
  secondFactorRequired: boolean;
  createdAt: Date;
  defaultRole: string;
  memberId: string;
  role: string;
  /** Of a custom role; null for a built-in one. */
  permissions: string[] | null;
  narrowed: boolean;
}

/** The organisation that an operation is about, with the standing of whoever asks. */
export interface Organisation {
  id: string;
  handle: string;
  name: string;
  ownerId: string;
  portalTier: PortalTier;
  memberCount: number;
  createdAt: Date;
  /** What a new invitation is for when it doesn't say. */
  defaultRole: string;
  /** The asking member's own membership. */
  memberId: string;
  /** owner, admin, member, or the name of a custom role. */
  role: string;
  permissions: ReadonlySet<Permission>;
  /** What the role allows, also where a token was given only a part of it. */
  held: ReadonlySet<Permission>;
  /** The asking member sees only some of the projects. */
  narrowed: boolean;
}

/** @param given what a token was given of the role's permissions; null for all of them */
export function organisationOf(row: OrganisationRow, given: ReadonlySet<string> | null): Organisation {
  const { id, handle, name, ownerId, portalTier, memberCount, createdAt, defaultRole, memberId, role, narrowed } = row;
  const held = permissionsOfRole(role, row.permissions);
  const permissions = given ? new Set([...held].filter((permission) => given.has(permission))) : held;
  return {
    id,
    handle,
    name,
    ownerId,
    portalTier,
    memberCount,
    createdAt,
    defaultRole,
    memberId,
    role,
    permissions,
    held,
    narrowed,
  };
}

type Rights = Pick<Organisation, "permissions" | "held">;

/**
 * @param refusal what is thrown at somebody whose role doesn't allow it
 * @throws FORBIDDEN: of a token that wasn't given what its holder may, that it is the token's fault
 */
export function requirePermission(
  { permissions, held }: Rights,
  wanted: Permission,
  refusal = (): Refusal => new KernelRefusal("permission.missing"),
): void {
  if (permissions.has(wanted)) return;
  if (!held.has(wanted)) throw refusal();
  throw new KernelRefusal("permission.token", {
    message: `This token wasn’t given the permission ${wanted}. Use one that has it, or sign in.`,
  });
}

/**
 * The ceiling, for a role that is to be given, changed or acted on.
 * @param refusal what is thrown at somebody whose own role doesn't allow it, or at their token
 */
export function requireBelow(
  { permissions, held }: Rights,
  role: ReadonlySet<Permission>,
  refusal: () => Refusal,
  field?: string,
): void {
  if (isBelow(role, permissions)) return;
  if (!isBelow(role, held)) throw refusal();
  const [, words] = kernelReasons["permission.tokenBelow"];
  throw new KernelRefusal("permission.tokenBelow", field ? { fields: { [field]: [words] } } : {});
}

export type InvitationState = "pending" | "accepted" | "rejected" | "revoked" | "expired";

/** What enter_invitation returns. */
export interface InvitationRow {
  id: string;
  email: string;
  role: string;
  roleGone: boolean;
  permissions: string[] | null;
  customRoleId: string | null;
  state: InvitationState;
  inviterId: string | null;
  expiresAt: Date;
  provesAddress: boolean;
  organisationId: string;
  handle: string;
  name: string;
  portalTier: PortalTier;
  memberCount: number;
  inviterName: string | null;
  inviterRole: string | null;
  inviterPermissions: string[] | null;
  isMember: boolean;
}

/** The invitation that an operation is about, as it stood after the lock. */
export interface Invitation {
  id: string;
  /** Lower case. */
  email: string;
  role: InvitedRole;
  /** `expired` as soon as its time is over, whatever the row says. */
  state: InvitationState;
  expiresAt: Date;
  /** It was opened by the link that only the address's owner can have. */
  provesAddress: boolean;
  /** Whoever asks belongs to the organisation already. */
  isMember: boolean;
  organisation: { id: string; handle: string; name: string; portalTier: PortalTier; memberCount: number };
  /** `permissions` is null when the inviter has left; the whole is null when the account is gone. */
  inviter: { id: string; name: string; permissions: ReadonlySet<Permission> | null } | null;
}

interface InvitedRole {
  name: string;
  /** The custom one's row; null for a built-in role, or one that is gone. */
  customRoleId: string | null;
  gone: boolean;
  permissions: ReadonlySet<Permission>;
}

export function invitationOf(row: InvitationRow): Invitation {
  const { id, email, state, expiresAt, provesAddress, isMember, inviterId, inviterName, inviterRole } = row;
  const { organisationId, handle, name, portalTier, memberCount } = row;
  const inviter =
    inviterId && inviterName
      ? {
          id: inviterId,
          name: inviterName,
          permissions: inviterRole === null ? null : permissionsOfRole(inviterRole, row.inviterPermissions),
        }
      : null;
  const role = {
    name: row.role,
    customRoleId: row.customRoleId,
    gone: row.roleGone,
    permissions: permissionsOfRole(row.role, row.permissions),
  };
  const organisation = { id: organisationId, handle, name, portalTier, memberCount };
  return { id, email, role, state, expiresAt, provesAddress, isMember, organisation, inviter };
}
