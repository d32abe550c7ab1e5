/** The built-in roles, which every organisation has, from the most to the least. On the Enterprise Portal it can create custom ones. */
export const roles = ["owner", "admin", "operator", "member", "viewer"] as const;
export type Role = (typeof roles)[number];

/** Which built-in roles hold a permission. Owners have all. */
const everybody = roles;
const users = ["owner", "admin", "operator", "member"] as const;
const operators = ["owner", "admin", "operator"] as const;
const managers = ["owner", "admin"] as const;
const owners = ["owner"] as const;

/** A permission: who holds it, its name on screens, and what somebody who has it can do. */
const row = (holders: readonly Role[], name: string, help: string) => ({ holders, name, help });

/** Who has what: for each resource its heading and its actions. */
const table = {
  organisation: {
    title: "Organisation",
    actions: {
      update: row(owners, "Edit the organisation", "Change its name, handle, avatar and default role."),
      transfer: row(
        owners,
        "Transfer the organisation",
        "Offer it to a member, who becomes its owner by accepting; cancel that, or object to a transfer by the portal.",
      ),
      security: row(owners, "Set security rules", "Require a second factor of everybody who opens the organisation."),
      delete: row(owners, "Delete the organisation", "Delete the organisation with everything in it."),
    },
  },
  member: {
    title: "Members and invitations",
    actions: {
      read: row(everybody, "See the members", "See who belongs here, with which role, since when."),
      create: row(
        managers,
        "Invite people",
        "Send invitations, see who is invited and at which address, copy invite links, revoke invitations.",
      ),
      update: row(
        managers,
        "Manage members",
        "Change roles below one’s own; restrict members to projects; see members’ addresses and the tokens that can use this organisation.",
      ),
      delete: row(managers, "Remove members", "Remove people whose role is below one’s own."),
    },
  },
  role: {
    title: "Roles",
    actions: {
      read: row(everybody, "See the roles", "See which roles there are, what each allows and who holds it."),
      create: row(managers, "Create roles", "Create a role with some of one’s own permissions."),
      update: row(managers, "Edit roles", "Change what a role below one’s own allows, for all members who have it."),
      delete: row(managers, "Delete roles", "Delete a role that no member has."),
    },
  },
  project: {
    title: "Projects",
    actions: {
      read: row(everybody, "See the projects", "See which projects there are."),
      create: row(managers, "Create projects", "Create a project to group servers in."),
      update: row(managers, "Edit projects", "Rename projects and describe them."),
      delete: row(managers, "Delete projects", "Delete a project and what is in it."),
    },
  },
  server: {
    title: "Servers",
    actions: {
      read: row(everybody, "See the servers", "See which servers there are and their state."),
      create: row(operators, "Create servers", "Create servers within the limits of the portal tier."),
      update: row(operators, "Edit servers", "Change limits, settings and files; create and restore backups."),
      delete: row(managers, "Delete servers", "Delete a server with its data."),
      power: row(users, "Start and stop servers", "Start, stop, restart and kill them."),
      console: row(users, "Use the console", "Read a server’s output and send it commands."),
    },
  },
  node: {
    title: "Nodes",
    actions: {
      read: row(everybody, "See the nodes", "See on which machines servers can run."),
      update: row(managers, "Set up dedicated nodes", "Choose when unused images are removed from dedicated nodes."),
    },
  },
  dns: {
    title: "DNS",
    actions: {
      read: row(everybody, "See the zones", "See DNS zones and their records."),
      create: row(managers, "Add zones and records", "Add DNS zones and records."),
      update: row(managers, "Edit records", "Edit and restore records, import zone files."),
      delete: row(managers, "Delete zones and records", "Delete DNS records and whole zones."),
    },
  },
  tunnel: {
    title: "Tunnels",
    actions: {
      read: row(everybody, "See the tunnel devices", "See which devices there are, and which of their ports are open."),
      create: row(managers, "Add tunnel devices", "Add a device, or approve one that asks with a code."),
      update: row(
        managers,
        "Manage tunnel devices",
        "Rename, move, suspend and resume devices; open and close their ports.",
      ),
      delete: row(managers, "Remove tunnel devices", "Remove a device with its ports."),
    },
  },
  notification: {
    title: "Notifications",
    actions: {
      read: row(managers, "See SMTP servers and webhooks", "See where notifications of this organisation are sent."),
      create: row(managers, "Add SMTP servers and webhooks", "Add one, with its password or secret."),
      update: row(managers, "Edit SMTP servers and webhooks", "Choose which events are sent where."),
      delete: row(managers, "Remove SMTP servers and webhooks", "Remove one, with its log of deliveries."),
    },
  },
  auditLog: {
    title: "Activity",
    actions: {
      read: row(
        managers,
        "Read the activity",
        "See what was done here, by whom, from where, and the e-mail addresses it concerned.",
      ),
    },
  },
} as const satisfies Record<string, { title: string; actions: Record<string, ReturnType<typeof row>> }>;

type Table = typeof table;
export type Resource = keyof Table;
/** What one may do, as `resource.action`. */
export type Permission = { [R in Resource]: `${R}.${keyof Table[R]["actions"] & string}` }[Resource];

/** Every permission with its row, in the order of the table. */
const rows = Object.entries(table).flatMap(([resource, { actions }]) =>
  Object.entries(actions).map(([action, row]) => ({ permission: `${resource}.${action}` as Permission, ...row })),
);
export const permissions = rows.map(({ permission }) => permission) as [Permission, ...Permission[]];
const known: ReadonlySet<string> = new Set(permissions);

/** Whether it allows anything while its organisation is suspended: to read, and what the owner must still be able to do. */
export const worksSuspended = (permission: string): boolean =>
  /\.read$|^organisation\.(delete|transfer)$/.test(permission);

/** A permission's name and help, as people read them. */
export const permissionWords = Object.fromEntries(
  rows.map(({ permission, name, help }) => [permission, { name, help }]),
) as Record<Permission, { name: string; help: string }>;

export function isPermission(text: string): text is Permission {
  return known.has(text);
}

/** The resources with their permissions, as a page or a client lists them. */
export const resources = Object.entries(table).map(([resource, { title, actions }]) => ({
  resource: resource as Resource,
  title,
  actions: Object.keys(actions),
  permissions: Object.keys(actions).map((action) => `${resource}.${action}` as Permission),
}));

/** What a custom role may hold: everything except what only the owner may do. */
export const grantable = permissions.filter((permission) => !permission.startsWith("organisation."));

/** The built-in roles as people read them: the name, and in a few words what it allows. */
const roleWords: Record<Role, { name: string; about: string }> = {
  owner: { name: "Owner", about: "Everything, including transferring or deleting the organisation" },
  admin: { name: "Admin", about: "Everything except what only the owner may do" },
  operator: { name: "Operator", about: "Like a member, and can also create and edit servers" },
  member: { name: "Member", about: "Can see what is here, start and stop servers and use their consoles" },
  viewer: { name: "Viewer", about: "Can see what a member sees, but change nothing: no starting servers, no console" },
};

export function isBuiltIn(role: string): role is Role {
  return (roles as readonly string[]).includes(role);
}

/** A role as people read it: a custom one keeps the name that it was given. */
export function roleName(role: string): string {
  return isBuiltIn(role) ? roleWords[role].name : role;
}

/** In a few words what a role allows. */
export function roleAbout(role: string): string {
  return isBuiltIn(role) ? roleWords[role].about : "Custom role";
}

/** The permissions of a built-in role: one set for each, because every operation asks. */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  return builtIn[role];
}

const heldBy = (role: Role): ReadonlySet<Permission> =>
  new Set(rows.filter(({ holders }) => holders.includes(role)).map(({ permission }) => permission));
const builtIn: Record<Role, ReadonlySet<Permission>> = {
  owner: heldBy("owner"),
  admin: heldBy("admin"),
  operator: heldBy("operator"),
  member: heldBy("member"),
  viewer: heldBy("viewer"),
};

/** What a role allows: for a custom one its stored permissions, as far as this version knows them. */
export function permissionsOfRole(role: string, own: readonly string[] | null): ReadonlySet<Permission> {
  if (own) return new Set(own.filter(isPermission));
  return isBuiltIn(role) ? permissionsOf(role) : new Set();
}

/**
 * The ceiling: one may give, edit, remove or act on only roles whose permissions are a proper subset of one's own. So an admin
 * can't make, change or remove an admin, and a token can't do more than its permissions allow. The owner role is above all.
 */
export function isBelow(role: ReadonlySet<Permission>, own: ReadonlySet<Permission>): boolean {
  return role.size < own.size && [...role].every((permission) => own.has(permission));
}
