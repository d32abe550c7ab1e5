import type { InvitationState } from "@/lib/standing";

/** The records that clients of organization.* expect: every key always there, null where there is nothing. */
interface OrganisationLike {
  id: string;
  name: string;
  handle: string;
  ownerId: string;
  portalTier: string;
  createdAt: Date;
}

export function organizationRecord({ id, name, handle, ownerId, portalTier, createdAt }: OrganisationLike) {
  return {
    id,
    name,
    slug: handle,
    handle,
    logo: null,
    avatarUrl: null,
    ownerId,
    portalTier,
    metadata: null,
    defaultRole: "member",
    createdAt,
  };
}

interface InvitationLike {
  id: string;
  email: string;
  role: string;
  state: InvitationState | string;
  expiresAt: Date;
  inviterId: string | null;
  createdAt: Date;
}

export function invitationRecord(organizationId: string, invitation: InvitationLike) {
  const { id, email, role, state, expiresAt, inviterId, createdAt } = invitation;
  const status = state === "revoked" ? "canceled" : state;
  return { id, organizationId, email, role, status, expiresAt, inviterId, createdAt };
}

interface MemberLike {
  id: string;
  userId: string;
  name: string;
  email: string | null;
  orgRole: string;
  joinedAt: Date;
  isDefault: boolean;
}

export function memberRecord(organizationId: string, member: MemberLike) {
  const { id, userId, name, email, orgRole, joinedAt, isDefault } = member;
  const user = { id: userId, name, email, image: null };
  return { id, organizationId, userId, role: orgRole, isDefault, createdAt: joinedAt, user };
}
