import { grantable, type Permission, permissions, permissionsOf } from "@/lib/access";

const reading = grantable.filter((permission) => permission.endsWith(".read"));
const members = permissionsOf("member");
const membersAnd = (...more: Permission[]) => permissions.filter((each) => members.has(each) || more.includes(each));

/** Roles that many organisations want: one that can only read, and some with a member's permissions and a few more. */
export const rolePresets = [
  {
    name: "Viewer",
    about: "Can see everything, including the activity, but change nothing: no starting servers, no console.",
    permissions: reading,
  },
  {
    name: "Moderator",
    about: "Like a member, and can also invite, manage and remove people and read the activity.",
    permissions: membersAnd("member.create", "member.update", "member.delete", "auditLog.read"),
  },
  {
    name: "DNS keeper",
    about: "Like a member, and can also manage zones and their records.",
    permissions: membersAnd("dns.create", "dns.update", "dns.delete"),
  },
  {
    name: "Server operator",
    about: "Like a member, and can also create, edit and delete servers and projects.",
    permissions: membersAnd("project.create", "project.update", "server.create", "server.update", "server.delete"),
  },
];
