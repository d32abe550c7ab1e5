import { grantable, type Permission, permissions, permissionsOf } from "@/lib/access";

const reading = grantable.filter((permission) => permission.endsWith(".read"));
const operators = permissionsOf("operator");
const members = permissionsOf("member");
const and = (base: ReadonlySet<Permission>, ...more: Permission[]) =>
  permissions.filter((each) => base.has(each) || more.includes(each));

/** Custom roles that many organisations want beside the built-in ones. None is a built-in role under another name. */
export const rolePresets = [
  {
    name: "Auditor",
    about: "Like a viewer, and can also read the activity and see SMTP servers and webhooks. Changes nothing.",
    permissions: reading,
  },
  {
    name: "Moderator",
    about: "Like a member, and can also invite, manage and remove people and read the activity.",
    permissions: and(members, "member.create", "member.update", "member.delete", "auditLog.read"),
  },
  {
    name: "DNS keeper",
    about: "Like a member, and can also manage zones and their records.",
    permissions: and(members, "dns.create", "dns.update", "dns.delete"),
  },
  {
    name: "Server manager",
    about: "Like an operator, and can also delete servers, and create and edit projects.",
    permissions: and(operators, "project.create", "project.update", "server.delete"),
  },
];
