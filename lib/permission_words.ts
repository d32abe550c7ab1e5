import { type Permission, type Resource, resources } from "@/lib/access";

/** Every permission in the words of people: its name, and what whoever has it can do. */
export const permissionWords: Record<Permission, { name: string; help: string }> = {
  "organisation.update": { name: "Rename the organisation", help: "Change its name, handle, picture and usual role." },
  "organisation.delete": { name: "Delete the organisation", help: "End it, with everything in it." },
  "organisation.transfer": { name: "Hand the organisation over", help: "Make another member its owner." },
  "organisation.security": { name: "Set the security rules", help: "Demand a second factor of every member." },
  "member.read": { name: "See the members", help: "Read who belongs here, with which role, since when." },
  "member.create": {
    name: "Invite people",
    help: "Send invitations, read their list with the addresses, copy their links, withdraw them.",
  },
  "member.update": {
    name: "Manage members",
    help: "Change roles below one’s own; limit members to projects; see members’ addresses and the tokens that open this organisation.",
  },
  "member.delete": { name: "Remove members", help: "End the membership of people whose role is below one’s own." },
  "role.read": { name: "See the roles", help: "Read which roles there are, what each allows and who holds it." },
  "role.create": { name: "Make roles", help: "Make a role with a part of one’s own permissions." },
  "role.update": { name: "Change roles", help: "Change what a role below one’s own allows, for all who hold it." },
  "role.delete": { name: "Delete roles", help: "Delete a role that nobody holds." },
  "project.read": { name: "See the projects", help: "Read which projects there are." },
  "project.create": { name: "Make projects", help: "Make a project to group servers in." },
  "project.update": { name: "Change projects", help: "Rename projects and describe them." },
  "project.delete": { name: "Delete projects", help: "Delete a project and what is in it." },
  "server.read": { name: "See the servers", help: "Read which servers there are and how they do." },
  "server.create": { name: "Make servers", help: "Start new servers within the portal tier." },
  "server.update": { name: "Change servers", help: "Change limits, settings and files; take and restore backups." },
  "server.delete": { name: "Delete servers", help: "Delete a server with its data." },
  "server.power": { name: "Start and stop servers", help: "Start, stop, restart and kill them." },
  "server.console": { name: "Use the console", help: "Read a server’s output and send it commands." },
  "node.read": { name: "See the nodes", help: "Read on which machines servers can run." },
  "node.update": { name: "Set up own nodes", help: "Choose how dedicated nodes are cleaned up." },
  "dns.read": { name: "See the zones", help: "Read DNS zones and their records." },
  "dns.create": { name: "Add zones and records", help: "Add DNS zones and records." },
  "dns.update": { name: "Change records", help: "Change and restore records, import zones." },
  "dns.delete": { name: "Delete zones and records", help: "Delete DNS records and whole zones." },
  "tunnel.read": { name: "See the tunnels", help: "Read which devices publish what." },
  "tunnel.create": { name: "Enrol devices", help: "Let a device publish ports." },
  "tunnel.update": { name: "Change tunnels", help: "Change what a device publishes." },
  "tunnel.delete": { name: "Remove devices", help: "End a device’s tunnels for good." },
  "notification.read": {
    name: "See mail servers and webhooks",
    help: "Read where news of this organisation are sent.",
  },
  "notification.create": { name: "Add mail servers and webhooks", help: "Add one, with its password or secret." },
  "notification.update": { name: "Change mail servers and webhooks", help: "Choose which news go where." },
  "notification.delete": { name: "Remove mail servers and webhooks", help: "Remove one, with what it was told." },
  "sshKey.read": { name: "See the SSH keys", help: "Read which keys this organisation keeps." },
  "sshKey.create": { name: "Add SSH keys", help: "Add a key or have one made." },
  "sshKey.update": { name: "Change SSH keys", help: "Rename keys." },
  "sshKey.delete": { name: "Delete SSH keys", help: "Delete keys." },
  "auditLog.read": {
    name: "Read the activity",
    help: "Read what was done here, by whom, from where, and the e-mail addresses that it was about.",
  },
};

/** The headings of the permissions. */
export const resourceWords: Record<Resource, string> = {
  organisation: "Organisation",
  member: "Members and invitations",
  role: "Roles",
  project: "Projects",
  server: "Servers",
  node: "Nodes",
  dns: "DNS",
  tunnel: "Tunnels",
  notification: "Notifications",
  sshKey: "SSH keys",
  auditLog: "Activity",
};

/** What was given, by resource: only those of which there is something. */
export function byResource(given: readonly Permission[]) {
  return resources
    .map(({ resource, permissions }) => ({
      resource,
      title: resourceWords[resource],
      permissions: permissions.filter((permission) => given.includes(permission)),
    }))
    .filter(({ permissions }) => permissions.length > 0);
}

/** "See the servers, use the console": their names in one sentence. */
export function inWords(given: readonly Permission[]): string {
  const [first = "", ...others] = given.map((permission) => permissionWords[permission].name);
  return [first, ...others.map((name) => name.charAt(0).toLowerCase() + name.slice(1))].join(", ");
}
