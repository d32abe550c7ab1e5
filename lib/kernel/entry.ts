import { isBelow, type Permission, permissionsOfRole } from "@/lib/access";
import { KernelRefusal, kernelReasons, type Refusal } from "@/lib/kernel/errors";
import type { PortalTier } from "@/lib/limits";

/** The row of enter_organisation. */
export interface OrganisationRow {
  id: string;
  handle: string;
  name: string;
  ownerId: string;
  portalTier: PortalTier;
  memberCount: number;
  secondFactorRequired: boolean;
  /** Only sessions of its own sign-in open it. */
  ownSignInRequired: boolean;
  createdAt: Date;
  defaultRole: string;
  memberId: string;
  role: string;
  /** Of a custom role; null for a built-in one. */
  permissions: string[] | null;
  narrowed: boolean;
  /** Null unless it is suspended right now. */
  suspensionReason: string | null;
  suspendedUntil: Date | null;
}

/** Commands are refused in a suspended organisation; this one isn’t: leaving, transferring, deleting, one’s own choices. */
export interface WhenSuspended {
  whileSuspended?: true;
}

/** Why and until when an organisation is suspended; `until` is null if no end is set. */
export interface Suspension {
  reason: string;
  until: Date | null;
}
type Suspendable = Pick<OrganisationRow, "suspensionReason" | "suspendedUntil">;

/** The suspension that is in force. */
export const suspensionOf = ({ suspensionReason, suspendedUntil }: Suspendable): Suspension | null =>
  suspensionReason === null ? null : { reason: suspensionReason, until: suspendedUntil };

/** @throws SUSPENDED, with the reason that the portal gave */
export function requireUnsuspended({ suspension }: { suspension: Suspension | null }): void {
  if (!suspension) return;
  const { reason, until } = suspension;
  const end = until ? ` until ${until.toISOString().slice(0, 16).replace("T", ", ")} UTC` : "";
  throw new KernelRefusal("organisation.suspended", {
    message: `This organisation is suspended${end}: ${reason} Contact the portal’s administrator. Nothing was deleted.`,
  });
}

/** The organisation that an operation is about, with the caller's standing in it. */
export interface Organisation {
  id: string;
  handle: string;
  name: string;
  ownerId: string;
  portalTier: PortalTier;
  memberCount: number;
  createdAt: Date;
  /** The default role of new invitations. */
  defaultRole: string;
  /** The caller's own membership. */
  memberId: string;
  /** owner, admin, member, or the name of a custom role. */
  role: string;
  permissions: ReadonlySet<Permission>;
  /** The role's permissions, even if a token has only a part of them. */
  held: ReadonlySet<Permission>;
  /** The caller sees only some of the projects. */
  narrowed: boolean;
  /** Null unless it is suspended right now. */
  suspension: Suspension | null;
  secondFactorRequired: boolean;
}

/** @param given the token's selected permissions; null for all of the role's */
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
    suspension: suspensionOf(row),
    secondFactorRequired: row.secondFactorRequired,
  };
}

type Rights = Pick<Organisation, "permissions" | "held">;

/**
 * @param refusal thrown when the role doesn't allow it
 * @throws FORBIDDEN: when only the token lacks the permission, the message says so
 */
export function requirePermission(
  { permissions, held }: Rights,
  wanted: Permission,
  refusal = (): Refusal => new KernelRefusal("permission.missing"),
): void {
  if (permissions.has(wanted)) return;
  if (!held.has(wanted)) throw refusal();
  throw new KernelRefusal("permission.token", {
    message: `This token doesn’t have the permission ${wanted}. Use a token that has it, or sign in.`,
  });
}

/**
 * The ceiling, for a role that is to be given, changed or acted on. @param refusal thrown when the caller's own role or
 * token doesn't allow it
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

/** The row of enter_invitation. */
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
  suspensionReason: string | null;
  suspendedUntil: Date | null;
}

/** The invitation that an operation is about, as read after the lock. */
export interface Invitation {
  id: string;
  /** Lower case. */
  email: string;
  role: InvitedRole;
  /** `expired` as soon as its time is over, even if the row doesn't say so yet. */
  state: InvitationState;
  expiresAt: Date;
  /** Opened by the link that only the owner of the address can have. */
  provesAddress: boolean;
  /** The caller is already a member of the organisation. */
  isMember: boolean;
  /** Of the organisation; null unless it is suspended right now. */
  suspension: Suspension | null;
  organisation: { id: string; handle: string; name: string; portalTier: PortalTier; memberCount: number };
  /** Null when the account is gone; only `permissions` is null when the inviter has left. */
  inviter: { id: string; name: string; permissions: ReadonlySet<Permission> | null } | null;
}

interface InvitedRole {
  name: string;
  /** The row of a custom role; null for a built-in or deleted role. */
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
  const suspension = suspensionOf(row);
  return { id, email, role, state, expiresAt, provesAddress, isMember, suspension, organisation, inviter };
}
