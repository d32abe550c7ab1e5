/** The roles that every organisation has. Others it makes itself. */
export const roles = ["owner", "admin", "member"] as const;
export type Role = (typeof roles)[number];

/** Who has what: for each resource its actions, and which built-in roles hold each. Owners have all. */
const everybody = ["owner", "admin", "member"] as const;
const managers = ["owner", "admin"] as const;
const owners = ["owner"] as const;
const managed = { read: everybody, create: managers, update: managers, delete: managers } as const;

const table = {
  organisation: { update: owners, delete: owners, transfer: owners, security: owners },
  member: managed,
  role: managed,
  project: managed,
  server: { ...managed, power: everybody, console: everybody },
  node: { read: everybody, update: managers },
  dns: managed,
  tunnel: managed,
  notification: { ...managed, read: managers },
  sshKey: { ...managed, read: managers },
  auditLog: { read: managers },
} as const satisfies Record<string, Record<string, readonly Role[]>>;

type Table = typeof table;
export type Resource = keyof Table;
/** What one may do, as `resource.action`. */
export type Permission = { [R in Resource]: `${R}.${keyof Table[R] & string}` }[Resource];

/** Every permission with the built-in roles that hold it, in the order of the table. */
const rows = Object.entries(table).flatMap(([resource, actions]) =>
  Object.entries(actions).map(([action, holders]) => ({
    permission: `${resource}.${action}` as Permission,
    holders: holders as readonly Role[],
  })),
);
export const permissions = rows.map(({ permission }) => permission) as [Permission, ...Permission[]];
const known: ReadonlySet<string> = new Set(permissions);

export function isPermission(text: string): text is Permission {
  return known.has(text);
}

/** The resources with their permissions, as a page or a client lists them. */
export const resources = Object.entries(table).map(([resource, actions]) => ({
  resource: resource as Resource,
  actions: Object.keys(actions),
  permissions: Object.keys(actions).map((action) => `${resource}.${action}` as Permission),
}));

/** What a custom role may hold: everything but what is the owner's alone. */
export const grantable = permissions.filter((permission) => !permission.startsWith("organisation."));

export const roleNames: Record<Role, string> = { owner: "Owner", admin: "Admin", member: "Member" };

export function isBuiltIn(role: string): role is Role {
  return (roles as readonly string[]).includes(role);
}

/** A role as people read it: a custom one is named as it was written. */
export function roleName(role: string): string {
  return isBuiltIn(role) ? roleNames[role] : role;
}

/** The permissions of a built-in role: one set for each, since every operation asks. */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  return builtIn[role];
}

const heldBy = (role: Role): ReadonlySet<Permission> =>
  new Set(rows.filter(({ holders }) => holders.includes(role)).map(({ permission }) => permission));
const builtIn: Record<Role, ReadonlySet<Permission>> = {
  owner: heldBy("owner"),
  admin: heldBy("admin"),
  member: heldBy("member"),
};

/** What a role allows: of a custom one what was written down for it, as far as it is known here. */
export function permissionsOfRole(role: string, own: readonly string[] | null): ReadonlySet<Permission> {
  if (own) return new Set(own.filter(isPermission));
  return isBuiltIn(role) ? permissionsOf(role) : new Set();
}

/**
 * The ceiling: one may give, edit, remove or act on only roles whose permissions are a proper subset of one's own. So an admin
 * can't make, change or remove an admin, and a token no more than what it was given. The owner role is above everybody.
 */
export function isBelow(role: ReadonlySet<Permission>, own: ReadonlySet<Permission>): boolean {
  return role.size < own.size && [...role].every((permission) => own.has(permission));
}
