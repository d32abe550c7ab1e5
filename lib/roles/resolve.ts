import type { Trx } from "@/db/client";
import { findRole } from "@/db/queries/roles";
import { isBuiltIn, type Permission, permissionsOf, permissionsOfRole, type Role } from "@/lib/access";
import { AppError, fieldError } from "@/lib/errors";
import { type Organisation, requireBelow } from "@/lib/kernel/entry";

/** A role as rows refer to it, with what it allows. */
export interface ResolvedRole {
  /** A built-in role, or the custom role's name. */
  name: string;
  /** The value of the column `role`. */
  role: Role | "custom";
  customRoleId: string | null;
  permissions: ReadonlySet<Permission>;
}

/** The role of this name in this organisation. @throws NOT_FOUND at the field */
export async function resolveRole(
  trx: Trx,
  organisationId: string,
  name: string,
  field: string,
): Promise<ResolvedRole> {
  const builtIn = name.toLowerCase();
  if (isBuiltIn(builtIn))
    return { name: builtIn, role: builtIn, customRoleId: null, permissions: permissionsOf(builtIn) };
  const found = await findRole(trx, organisationId, name);
  if (!found) throw fieldError("role.unknown", field, `Role “${name.slice(0, 60)}” not found.`, name);
  const { id, permissions } = found;
  return {
    name: found.name,
    role: "custom",
    customRoleId: id,
    permissions: permissionsOfRole(found.name, permissions),
  };
}

/**
 * A role that the user may assign: it is below their own, and the tier allows it.
 * @throws NOT_FOUND, FORBIDDEN or LIMIT_REACHED at the field
 */
export async function grantableRole(
  trx: Trx,
  organisation: Organisation,
  name: string,
  field: string,
): Promise<ResolvedRole> {
  const role = await resolveRole(trx, organisation.id, name, field);
  if (role.role === "owner") throw fieldError("role.owner", field);
  if (role.role === "custom") requireCustomRoles(organisation);
  requireBelow(
    organisation,
    role.permissions,
    () => (field ? fieldError("role.ceiling", field) : new AppError("role.ceiling")),
    field,
  );
  return role;
}

/** After a downgrade custom roles keep working for the members who have them, but can't be created, edited or assigned. */
export function requireCustomRoles({ portalTier }: Organisation): void {
  if (portalTier !== "enterprise") throw new AppError("role.tier");
}
