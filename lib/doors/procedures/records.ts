import { z } from "zod";
import { avatarUrl, withLogo } from "@/lib/avatars/url";
import { resourceTypeOf } from "@/lib/doors/procedures/log_words";
import { invitationShape } from "@/lib/invitations/shape";
import type { InvitationState } from "@/lib/kernel/entry";

/** The records that clients of organization.* expect: every key is always there, null without a value. */
export const organizationOutput = z
  .object({
    id: z.uuid(),
    name: z.string(),
    slug: z.string(),
    handle: z.string(),
    logo: z.string().nullable(),
    avatarUrl: z.string().nullable(),
    ownerId: z.uuid(),
    portalTier: z.string(),
    metadata: z.null(),
    defaultRole: z.string(),
    createdAt: z.date(),
  })
  .meta({ id: "OrganizationRecord" });

interface OrganisationLike {
  id: string;
  name: string;
  handle: string;
  ownerId: string;
  portalTier: string;
  createdAt: Date;
  defaultRole: string;
  avatar: string | null;
  logo: string | null;
}

export function organizationRecord({
  id,
  name,
  handle,
  ownerId,
  portalTier,
  createdAt,
  defaultRole,
  ...look
}: OrganisationLike) {
  const { logo, avatarUrl } = withLogo({ avatar: look.avatar, logo: look.logo });
  return {
    id,
    name,
    slug: handle,
    handle,
    logo,
    avatarUrl,
    ownerId,
    portalTier,
    metadata: null,
    defaultRole,
    createdAt,
  };
}

const statuses = ["pending", "accepted", "rejected", "canceled", "expired"] as const;

export const invitationOutput = invitationShape
  .extend({ organizationId: z.uuid(), status: z.enum(statuses) })
  .meta({ id: "InvitationRecord" });

type InvitationLike = z.output<typeof invitationShape> & { state: InvitationState };

const statusOf = (state: InvitationState) => (state === "revoked" ? ("canceled" as const) : state);

/** Of a row with more in it, what every answer says of an invitation. */
export function invitationRecord(organizationId: string, { state, ...invitation }: InvitationLike) {
  return { ...invitationShape.parse(invitation), organizationId, status: statusOf(state) };
}

export const linkedInvitationOutput = invitationOutput
  .pick({ id: true, email: true, role: true, status: true, expiresAt: true, inviterId: true })
  .extend({
    isExpired: z.boolean(),
    /** A link doesn’t reveal whether its address has an account. */
    userAlreadyExists: z.null(),
    organization: z.object({ name: z.string(), slug: z.string() }),
  })
  .meta({ id: "LinkedInvitationRecord" });

interface LinkedLike {
  id: string;
  email: string;
  role: string;
  state: InvitationState;
  expiresAt: Date;
  inviter: { id: string } | null;
  organisation: { name: string; handle: string };
}

export function linkedInvitationRecord({ id, email, role, state, expiresAt, inviter, organisation }: LinkedLike) {
  return {
    id,
    email,
    role,
    status: statusOf(state),
    expiresAt,
    inviterId: inviter?.id ?? null,
    isExpired: state === "expired",
    userAlreadyExists: null,
    organization: { name: organisation.name, slug: organisation.handle },
  };
}

export const memberOutput = z
  .object({
    id: z.uuid(),
    organizationId: z.uuid(),
    userId: z.uuid(),
    role: z.string(),
    isDefault: z.boolean(),
    createdAt: z.date(),
    user: z.object({ id: z.uuid(), name: z.string(), email: z.string().nullable(), image: z.string().nullable() }),
  })
  .meta({ id: "MemberRecord" });

interface MemberLike {
  id: string;
  userId: string;
  name: string;
  email: string | null;
  orgRole: string;
  joinedAt: Date;
  isDefault: boolean;
  avatar: string | null;
}

export function memberRecord(organizationId: string, member: MemberLike) {
  const { id, userId, name, email, orgRole, joinedAt, isDefault, avatar } = member;
  const user = { id: userId, name, email, image: avatarUrl(avatar) };
  return { id, organizationId, userId, role: orgRole, isDefault, createdAt: joinedAt, user };
}

export const logOutput = z
  .object({
    id: z.string(),
    organizationId: z.uuid(),
    userId: z.string().nullable(),
    userName: z.string(),
    /** Null for users who may not see it, and if it wasn't done by a user. */
    userEmail: z.string().nullable(),
    /** The user's role at the time isn’t stored. */
    userRole: z.null(),
    action: z.string(),
    resourceType: z.string().nullable(),
    resourceId: z.string().nullable(),
    resourceName: z.string().nullable(),
    metadata: z.record(z.string(), z.unknown()),
    createdAt: z.date(),
  })
  .meta({ id: "LogRecord" });

interface LogLike {
  seq: number;
  actorId: string | null;
  actorName: string;
  actorEmail: string | null;
  operation: string;
  targetId: string | null;
  targetName: string | null;
  details: object;
  at: Date;
}

export function logRecord(organizationId: string, row: LogLike) {
  const { seq, actorId, actorName, actorEmail, operation, targetId, targetName, details, at } = row;
  return {
    id: `${organizationId}:${seq}`,
    organizationId,
    userId: actorId,
    userName: actorName,
    userEmail: actorEmail,
    userRole: null,
    action: operation,
    resourceType: resourceTypeOf(operation),
    resourceId: targetId,
    resourceName: targetName,
    metadata: { ...details },
    createdAt: at,
  };
}

const statements = z.record(z.string(), z.array(z.string()));
export const statementsOutput = statements.meta({ id: "Statements" });

export const roleOutput = z
  .object({ role: z.string(), permissions: statements, members: z.int(), createdAt: z.date().nullable() })
  .meta({ id: "RoleRecord" });

interface RoleLike {
  name: string;
  permissions: readonly string[];
  members: number;
  createdAt: Date | null;
}

export function roleRecord({ name, permissions, members, createdAt }: RoleLike) {
  return { role: name, permissions: toStatements(permissions), members, createdAt };
}

/** `["dns.read"]` → `{ dns: ["read"] }` */
export function toStatements(permissions: readonly string[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const permission of permissions) {
    const [resource = "", action = ""] = permission.split(".");
    groups[resource] = [...(groups[resource] ?? []), action];
  }
  return groups;
}
