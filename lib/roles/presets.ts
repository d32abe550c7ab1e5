import { type Permission, permissions, permissionsOf } from "@/lib/access";

/** Roles that many organisations want: each holds what a member holds, and some more. What begins a new role, never more than that. */
const table = [
  {
    name: "Viewer",
    about: "Sees everything that there is to see, the activity too, and changes nothing.",
    more: ["notification.read", "sshKey.read", "auditLog.read"],
  },
  {
    name: "Moderator",
    about: "Invites, manages and removes people, and reads what they did.",
    more: ["member.create", "member.update", "member.delete", "auditLog.read"],
  },
  {
    name: "DNS keeper",
    about: "Keeps the zones and their records.",
    more: ["dns.create", "dns.update", "dns.delete"],
  },
  {
    name: "Server operator",
    about: "Makes, changes and deletes servers, and the projects that they are in.",
    more: ["project.create", "project.update", "server.create", "server.update", "server.delete"],
  },
] as const satisfies { name: string; about: string; more: readonly Permission[] }[];

const members = permissionsOf("member");

export const rolePresets = table.map(({ name, about, more }) => {
  const added: ReadonlySet<Permission> = new Set(more);
  return {
    name: name as string,
    about: about as string,
    permissions: permissions.filter((each) => members.has(each) || added.has(each)),
  };
});
