/** What one may do, as `resource.action`. A row says which built-in roles have it; owners have all. */
const table = {
  "organisation.update": ["owner"],
  "member.read": ["owner", "admin", "member"],
  "member.create": ["owner", "admin"],
  "member.update": ["owner", "admin"],
  "auditLog.read": ["owner", "admin"],
} as const satisfies Record<string, readonly Role[]>;

export const roles = ["owner", "admin", "member"] as const;
export type Role = (typeof roles)[number];
export type Permission = keyof typeof table;
export const permissions = Object.keys(table) as [Permission, ...Permission[]];

export const roleNames: Record<Role, string> = { owner: "Owner", admin: "Admin", member: "Member" };

/** Roles that an invitation can carry: ownership only moves by transfer. */
export const invitableRoles = ["admin", "member"] as const satisfies readonly Role[];
export type InvitableRole = (typeof invitableRoles)[number];

/** The permissions of a built-in role. */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  const rows = Object.entries(table) as [Permission, readonly Role[]][];
  return new Set(rows.filter(([, holders]) => holders.includes(role)).map(([permission]) => permission));
}

/**
 * The ceiling: one may give, edit or act on only roles whose permissions are a proper subset of one's own. So an admin can't
 * make an admin, and a token no more than what it was given. Nobody can give the owner role.
 */
export function mayGive({ permissions }: { permissions: ReadonlySet<Permission> }, role: Role): boolean {
  if (role === "owner") return false;
  const given = permissionsOf(role);
  return given.size < permissions.size && [...given].every((permission) => permissions.has(permission));
}
