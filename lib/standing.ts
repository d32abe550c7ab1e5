import { type InvitableRole, type Permission, permissionsOf, type Role } from "@/lib/access";
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
  memberId: string;
  role: Role;
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
  /** The asking member's own membership. */
  memberId: string;
  role: Role;
  permissions: ReadonlySet<Permission>;
}

/** @param given what a token was given of the role's permissions; null for all of them */
export function organisationOf(row: OrganisationRow, given: ReadonlySet<Permission> | null): Organisation {
  const { id, handle, name, ownerId, portalTier, memberCount, createdAt, memberId, role } = row;
  const held = permissionsOf(role);
  const permissions = given ? new Set([...held].filter((permission) => given.has(permission))) : held;
  return { id, handle, name, ownerId, portalTier, memberCount, createdAt, memberId, role, permissions };
}

export type InvitationState = "pending" | "accepted" | "rejected" | "revoked" | "expired";

/** What enter_invitation returns. */
export interface InvitationRow {
  id: string;
  email: string;
  role: InvitableRole;
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
  inviterRole: Role | null;
  isMember: boolean;
}

/** The invitation that an operation is about, as it stood after the lock. */
export interface Invitation {
  id: string;
  /** Lower case. */
  email: string;
  role: InvitableRole;
  /** `expired` as soon as its time is over, whatever the row says. */
  state: InvitationState;
  expiresAt: Date;
  /** It was opened by the link that only the address's owner can have. */
  provesAddress: boolean;
  /** Whoever asks belongs to the organisation already. */
  isMember: boolean;
  organisation: { id: string; handle: string; name: string; portalTier: PortalTier; memberCount: number };
  /** `role` is null when the inviter has left; the whole is null when the account is gone. */
  inviter: { id: string; name: string; role: Role | null } | null;
}

export function invitationOf(row: InvitationRow): Invitation {
  const { id, email, role, state, expiresAt, provesAddress, isMember, inviterId, inviterName, inviterRole } = row;
  const { organisationId, handle, name, portalTier, memberCount } = row;
  const inviter = inviterId && inviterName ? { id: inviterId, name: inviterName, role: inviterRole } : null;
  const organisation = { id: organisationId, handle, name, portalTier, memberCount };
  return { id, email, role, state, expiresAt, provesAddress, isMember, organisation, inviter };
}
