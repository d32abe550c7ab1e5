import { z } from "zod";
import { grantable, isPermission, permissions, resources } from "@/lib/access";
import { id, mutation, type Procedure, query, text, whole } from "@/lib/doors/procedures/procedure";
import {
  memberOutput,
  memberRecord,
  roleOutput,
  roleRecord,
  statementsOutput,
  toStatements,
} from "@/lib/doors/procedures/records";
import { AppError } from "@/lib/errors";
import { changeRole, removeMember } from "@/lib/members/change_operations";
import { listMembers, readMember } from "@/lib/members/operations";
import { readOrganisation } from "@/lib/organisations/operations";
import { createRole, deleteRole, listRoles, updateRole } from "@/lib/roles/operations";

const none = z.object({});
/** The number of entries is checked first: there are only so many resources. */
const statements = z
  .custom<object>(
    (value) => typeof value === "object" && value !== null && Object.keys(value).length <= 50,
    "List each resource once.",
  )
  .meta({ type: "object", additionalProperties: { type: "array", items: { type: "string" } } })
  .pipe(z.record(z.string().max(100), z.array(z.string().max(100)).max(100)));

/** `{ dns: ["read"] }` → `["dns.read"]`. Unknown ones are refused before anything changes. */
function toPermissions(given: Record<string, string[]>): string[] {
  const known = new Map<string, string[]>(resources.map(({ resource, actions }) => [resource, actions]));
  for (const [resource, actions] of Object.entries(given)) {
    const there = known.get(resource);
    if (!there) throw new AppError("input.invalid", { message: `Unknown resource: ${resource}` });
    const unknown = actions.find((action) => !there.includes(action));
    if (unknown !== undefined)
      throw new AppError("input.invalid", { message: `Unknown action: ${resource}.${unknown}` });
  }
  return Object.entries(given)
    .flatMap(([resource, actions]) => actions.map((action) => `${resource}.${action}`))
    .filter(isPermission);
}

const allOf = (held: readonly string[]) =>
  Object.fromEntries(
    resources.map(({ resource, actions }) => [
      resource,
      Object.fromEntries(actions.map((action) => [action, held.includes(`${resource}.${action}`)])),
    ]),
  );

/** The procedures about people and their permissions. */
export const people: Record<string, Procedure> = {
  "organization.updateMemberRole": mutation(changeRole, {
    input: z.object({ memberId: id, role: text }),
    output: z.literal(true),
    to: ({ memberId, role }, organisation) => ({ organisation, userId: memberId, orgRole: role }),
    from: () => true as const,
    names: { userId: "memberId", orgRole: "role" },
  }),
  "user.one": query(readMember, {
    input: z.object({ userId: id }),
    output: memberOutput,
    to: ({ userId }, organisation) => ({ organisation, userId }),
    from: (member, organisation) => memberRecord(organisation, member),
  }),
  "user.get": query(readMember, {
    input: none,
    output: memberOutput,
    to: (_given, organisation, userId) => ({ organisation, userId }),
    from: (member, organisation) => memberRecord(organisation, member),
  }),
  "user.getPermissions": query(readOrganisation, {
    input: none,
    output: z.record(z.string(), z.record(z.string(), z.boolean())),
    to: (_given, organisation) => ({ organisation }),
    from: ({ permissions: held }) => allOf(held),
  }),
  "user.checkUserOrganizations": query(readMember, {
    input: z.object({ userId: id }),
    output: z.int(),
    to: ({ userId }, organisation) => ({ organisation, userId }),
    from: ({ organisations }) => {
      if (organisations === null) throw new AppError("permission.missing");
      return organisations;
    },
  }),
  "user.remove": mutation(removeMember, {
    input: z.object({ userId: id }),
    output: z.literal(true),
    to: ({ userId }, organisation) => ({ organisation, userId }),
    from: () => true as const,
  }),
  "customRole.all": query(listRoles, {
    input: none,
    output: z.array(roleOutput),
    to: (_given, organisation) => ({ organisation }),
    from: (roles) => roles.filter(({ custom }) => custom).map(roleRecord),
  }),
  "customRole.create": mutation(createRole, {
    input: z.object({ roleName: text, permissions: statements }),
    output: roleOutput,
    to: ({ roleName, permissions }, organisation) => ({
      organisation,
      name: roleName,
      permissions: toPermissions(permissions),
    }),
    from: roleRecord,
    names: { name: "roleName" },
  }),
  "customRole.update": mutation(updateRole, {
    input: z.object({ roleName: text, newRoleName: text.optional(), permissions: statements.optional() }),
    output: roleOutput,
    to: ({ roleName, newRoleName, permissions }, organisation) => ({
      organisation,
      role: roleName,
      name: newRoleName,
      permissions: permissions && toPermissions(permissions),
    }),
    from: roleRecord,
    names: { role: "roleName", name: "newRoleName" },
  }),
  "customRole.remove": mutation(deleteRole, {
    input: z.object({ roleName: text }),
    output: z.literal(true),
    to: ({ roleName }, organisation) => ({ organisation, role: roleName }),
    from: () => true as const,
    names: { role: "roleName" },
  }),
  "customRole.membersByRole": query(whole(listMembers), {
    input: z.object({ roleName: text }),
    output: z.array(memberOutput),
    to: ({ roleName }, organisation) => ({ organisation, role: roleName }),
    from: (members, organisation) => members.map((member) => memberRecord(organisation, member)),
    names: { role: "roleName" },
  }),
  "customRole.getStatements": query(readOrganisation, {
    input: none,
    output: statementsOutput,
    to: (_given, organisation) => ({ organisation }),
    from: () => toStatements(permissions.filter((permission) => grantable.includes(permission))),
  }),
};
