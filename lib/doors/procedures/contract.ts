import { z } from "zod";
import { linkTokenText } from "@/lib/accounts/address";
import { createPortalToken, createToken, deleteToken } from "@/lib/api_tokens/operations";
import { createPortalTokenInput, createTokenInput } from "@/lib/api_tokens/schema";
import { madeTokenShape } from "@/lib/api_tokens/shape";
import { countActivity } from "@/lib/audit/operations";
import { activityKinds } from "@/lib/audit/schema";
import { nounsOf, verbsOf } from "@/lib/doors/procedures/log_words";
import { notifications } from "@/lib/doors/procedures/notifications";
import { people } from "@/lib/doors/procedures/people";
import { id, like, mutation, type Procedure, query, text, whole } from "@/lib/doors/procedures/procedure";
import { projects } from "@/lib/doors/procedures/projects";
import {
  invitationOutput,
  invitationRecord,
  linkedInvitationOutput,
  linkedInvitationRecord,
  logOutput,
  logRecord,
  memberOutput,
  memberRecord,
  organizationOutput,
  organizationRecord,
} from "@/lib/doors/procedures/records";
import { servers } from "@/lib/doors/procedures/servers";
import { providers } from "@/lib/doors/procedures/smtp_servers";
import { listMyInvitations, readInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { listInvitations, revokeInvitation } from "@/lib/invitations/operations";
import { inviteMemberInput } from "@/lib/invitations/schema";
import { listMembers } from "@/lib/members/operations";
import { deleteOrganisation } from "@/lib/organisations/deletion/operations";
import {
  activeOrganisation,
  createOrganisation,
  listOrganisations,
  makeDefault,
  readOrganisation,
  updateOrganisation,
} from "@/lib/organisations/operations";

const none = z.object({});
const dayS = 86_400;
const success = z.object({ success: z.literal(true) });
const ownMemberOutput = memberOutput.omit({ user: true });
const organizationHead = z.object({ id: z.uuid(), name: z.string(), slug: z.string() });
const keyOutput = madeTokenShape.omit({ token: true }).extend({ key: z.string() });

/** A token of any scope: an operation of its own creates the portal’s. */
const createAnyToken = like(createToken, z.union([createPortalTokenInput, createTokenInput]), (caller, input) =>
  input.reach === "portal" ? createPortalToken(caller, input) : createToken(caller, input),
);
/** The link is proof enough, whichever token comes with it. */
const readByLink = like(readInvitation, readInvitation.input, (caller, input) =>
  readInvitation({ ...caller, actor: null }, input),
);
/** The form of a link’s token; anything else is treated as unknown. */
const linkToken = text.transform((given) => (linkTokenText.safeParse(given).success ? given : "A".repeat(43)));
const sessionOutput = z
  .object({
    user: z.object({ id: z.uuid() }),
    session: z.object({ activeOrganizationId: z.uuid().nullable() }),
  })
  .meta({ id: "SessionRecord" });

export const procedures: Record<string, Procedure> = {
  ...people,
  ...providers,
  ...notifications,
  ...servers,
  ...projects,
  "organization.create": mutation(createOrganisation, {
    input: z.object({ name: text, handle: text.optional(), logo: text.nullish() }),
    output: organizationOutput,
    to: ({ name, handle, logo }) => ({ name, handle, logo }),
    from: organizationRecord,
  }),
  "organization.all": query(listOrganisations, {
    input: none,
    output: z.array(organizationOutput.extend({ members: z.array(ownMemberOutput) })),
    to: () => ({}),
    from: (organisations) => organisations.map((each) => ({ ...organizationRecord(each), members: [ownMember(each)] })),
  }),
  "organization.one": query(readOrganisation, {
    input: z.object({ organizationId: text }),
    output: organizationOutput,
    to: (_given, organisation) => ({ organisation }),
    from: organizationRecord,
  }),
  "organization.update": mutation(updateOrganisation, {
    input: z.object({
      organizationId: text,
      name: text.optional(),
      handle: text.optional(),
      defaultRole: text.optional(),
      logo: text.nullish(),
    }),
    output: organizationOutput,
    to: ({ name, handle, defaultRole, logo }, organisation) => ({ organisation, name, handle, defaultRole, logo }),
    from: organizationRecord,
  }),
  "organization.delete": mutation(deleteOrganisation, {
    input: z.object({ organizationId: text }),
    output: organizationOutput,
    to: (_given, organisation) => ({ organisation, confirm: organisation }),
    from: organizationRecord,
  }),
  "organization.inviteMember": mutation(inviteMember, {
    input: z.object({ ...inviteMemberInput.omit({ organisation: true }).shape, email: text, role: text }),
    output: invitationOutput,
    to: (given, organisation) => ({ ...given, organisation }),
    from: (invitation) => invitationRecord(invitation.organisationId, invitation),
  }),
  "organization.allInvitations": query(whole(listInvitations), {
    input: none,
    output: z.array(invitationOutput),
    to: (_given, organisation) => ({ organisation, state: "all" as const }),
    from: (invitations, organisation) =>
      invitations
        .map((invitation) => invitationRecord(organisation, invitation))
        .sort((a, b) => a.status.localeCompare(b.status) || a.expiresAt.getTime() - b.expiresAt.getTime()),
  }),
  "organization.removeInvitation": mutation(revokeInvitation, {
    input: z.object({ invitationId: id }),
    output: invitationOutput,
    to: ({ invitationId }, organisation) => ({ organisation, invitation: invitationId }),
    from: (invitation) => invitationRecord(invitation.organisationId, invitation),
    names: { invitation: "invitationId" },
  }),
  "organization.setDefault": mutation(makeDefault, {
    input: z.object({ organizationId: text }),
    output: success,
    to: (_given, organisation) => ({ organisation }),
    from: () => ({ success: true as const }),
  }),
  "organization.active": query(activeOrganisation, {
    input: none,
    output: organizationOutput.nullable(),
    to: () => ({}),
    from: (organisation) => organisation && organizationRecord(organisation),
  }),
  "auditLog.all": query(countActivity, {
    input: z.object({
      userId: id.optional(),
      userEmail: text.optional(),
      action: text.optional(),
      resourceType: text.optional(),
      resourceName: text.optional(),
      kind: z.enum(activityKinds).optional(),
      from: z.coerce.date().optional(),
      to: z.coerce.date().optional(),
      limit: z.coerce.number().optional(),
      offset: z.coerce.number().optional(),
    }),
    output: z.object({ logs: z.array(logOutput), total: z.int() }),
    to: ({ userId, userEmail, action, resourceType, resourceName, ...rest }, organisation) => {
      const { kind, from, to, limit, offset } = rest;
      const verbs = verbsOf(action || undefined);
      return {
        organisation,
        actor: userId,
        actorEmail: userEmail,
        ...(verbs ? { verbs: [...verbs] } : { action: action || undefined }),
        nouns: nounsOf(resourceType || undefined)?.slice(),
        q: resourceName,
        ...{ kind, from, to, limit, offset },
      };
    },
    names: {
      ...{ actor: "userId", actorEmail: "userEmail", verbs: "action", nouns: "resourceType", q: "resourceName" },
    },
    from: ({ items, total }, organisation) => ({ logs: items.map((row) => logRecord(organisation, row)), total }),
  }),
  "user.session": query(activeOrganisation, {
    input: none,
    output: sessionOutput,
    to: () => ({}),
    from: (active, _organisation, user) => ({
      user: { id: user },
      session: { activeOrganizationId: active?.id ?? null },
    }),
  }),
  "user.getUserByToken": query(readByLink, {
    input: z.object({ token: linkToken }),
    output: linkedInvitationOutput,
    to: ({ token }) => ({ token }),
    from: linkedInvitationRecord,
  }),
  "user.all": query(whole(listMembers), {
    input: none,
    output: z.array(memberOutput),
    to: (_given, organisation) => ({ organisation }),
    from: (members, organisation) => members.map((member) => memberRecord(organisation, member)),
  }),
  "user.getInvitations": query(listMyInvitations, {
    input: none,
    output: z.array(invitationOutput.extend({ organization: organizationHead })),
    to: () => ({}),
    from: (invitations) =>
      invitations.map(({ organisationId, name, handle, ...invitation }) => ({
        ...invitationRecord(organisationId, { ...invitation, state: "pending" as const }),
        organization: { id: organisationId, name, slug: handle },
      })),
  }),
  "user.createApiKey": mutation(createAnyToken, {
    input: z.object({
      name: text,
      expiresIn: z.coerce.number().int().positive().optional(),
      metadata: z.object({ organizationId: text }),
      permissions: z.array(text).optional(),
      reach: z.enum(["organisation", "account", "portal"]).optional(),
    }),
    output: keyOutput,
    to: ({ name, expiresIn, metadata, permissions, reach }) => {
      const wanted = {
        name,
        permissions: permissions as never,
        expiresInDays: expiresIn && Math.ceil(expiresIn / dayS),
      };
      return reach === "portal" ? { ...wanted, reach } : { ...wanted, reach, organisation: metadata.organizationId };
    },
    from: ({ token, ...record }) => ({ ...record, key: token }),
    names: { organisation: "metadata.organizationId", expiresInDays: "expiresIn" },
  }),
  "user.deleteApiKey": mutation(deleteToken, {
    input: z.object({ apiKeyId: id }),
    output: z.literal(true),
    to: ({ apiKeyId }) => ({ id: apiKeyId }),
    from: () => true as const,
    names: { id: "apiKeyId" },
  }),
};

type Listed = Awaited<ReturnType<typeof listOrganisations>>[number];

function ownMember({ id, memberId, userId, orgRole, joinedAt, isDefault }: Listed) {
  return { id: memberId, organizationId: id, userId, role: orgRole, isDefault, createdAt: joinedAt };
}
