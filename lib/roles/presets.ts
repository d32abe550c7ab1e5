import { grantable, type Permission, permissions, permissionsOf } from "@/lib/access";

const reading = grantable.filter((permission) => permission.endsWith(".read"));
const members = permissionsOf("member");
const membersAnd = (...more: Permission[]) => permissions.filter((each) => members.has(each) || more.includes(each));

/** Roles that many organisations want, with what begins them: all that only reads, or what every member holds and some more. */
export const rolePresets = [
  {
    name: "Viewer",
    about: "Reads what there is, the activity too; starts and stops no server, uses no console, changes nothing.",
    permissions: reading,
  },
  {
    name: "Moderator",
    about: "Does what every member may; also invites, manages and removes people, and reads what they did.",
    permissions: membersAnd("member.create", "member.update", "member.delete", "auditLog.read"),
  },
  {
    name: "DNS keeper",
    about: "Does what every member may; also keeps the zones and their records.",
    permissions: membersAnd("dns.create", "dns.update", "dns.delete"),
  },
  {
    name: "Server operator",
    about: "Does what every member may; also makes, changes and deletes servers, and the projects that they are in.",
    permissions: membersAnd("project.create", "project.update", "server.create", "server.update", "server.delete"),
  },
];
