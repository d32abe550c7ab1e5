import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import {
  countRoles,
  countRolesOf,
  deleteRoleRow,
  findRole,
  insertRole,
  isUsualRole,
  listRolesOf,
  updateRoleRow,
} from "@/db/queries/roles";
import { isBuiltIn, type Permission, permissionsOf, permissionsOfRole, roles } from "@/lib/access";
import { AppError, fieldError } from "@/lib/errors";
import { type Organisation, requireBelow } from "@/lib/kernel/entry";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { inOrganisation } from "@/lib/organisations/schema";
import { requireCustomRoles } from "@/lib/roles/resolve";
import { createRoleInput, oneRole, updateRoleInput } from "@/lib/roles/schema";
import { requireRoom } from "@/lib/tiers/require";

/** Every role of the organisation: the built-in ones, then the custom ones by name. */
export const listRoles = organisationQuery("role.list", {
  input: inOrganisation,
  token: "organisation",
  permission: "role.read",
  async run({ trx, organisation }) {
    const held = await countRoles(trx, organisation.id);
    const own = await listRolesOf(trx, organisation.id);
    return [
      ...roles.map((name) => ({
        name: name as string,
        custom: false,
        permissions: [...permissionsOf(name)],
        members: held[name],
        isDefault: organisation.defaultRole === name,
        createdAt: null as Date | null,
      })),
      ...own.map(({ name, permissions, held, createdAt }) => ({
        name,
        custom: true,
        permissions: [...permissionsOfRole(name, permissions)],
        members: held,
        isDefault: organisation.defaultRole === name,
        createdAt: createdAt as Date | null,
      })),
    ];
  },
});

/** Requires that the user may create, edit or delete a role with these permissions. */
const requireRole = (organisation: Organisation, permissions: readonly string[]) =>
  requireBelow(
    organisation,
    permissionsOfRole("", permissions),
    () => fieldError("role.ceiling", "permissions"),
    "permissions",
  );

async function requireOwn(trx: Trx, organisation: Organisation, name: string) {
  if (isBuiltIn(name.toLowerCase())) throw new AppError("role.builtIn");
  const role = await findRole(trx, organisation.id, name);
  if (!role) throw new AppError("unknown");
  requireRole(organisation, role.permissions);
  return role;
}

const listed = (permissions: readonly string[]) => permissions.join(", ") || "nothing";

/** Creates a custom role. */
export const createRole = organisationCommand("role.create", {
  did: "created the role",
  event: "role.created",
  input: createRoleInput,
  token: "organisation",
  permission: "role.create",
  async run({ trx, organisation, audit }, { name, permissions }) {
    requireCustomRoles(organisation);
    requireRole(organisation, permissions);
    await requireRoom(trx, organisation.id, "customRoles", await countRolesOf(trx, organisation.id));
    const id = randomUUID();
    if (!(await insertRole(trx, { id, organisationId: organisation.id, name, permissions })))
      throw fieldError("role.taken", "name");
    audit({ target: { id, name }, after: { permissions: listed(permissions) } });
    return {
      name,
      custom: true,
      permissions: permissions as Permission[],
      members: 0,
      isDefault: false,
      createdAt: new Date() as Date | null,
    };
  },
});

/** Changes a role's name and permissions for all members who have it, from their next request. */
export const updateRole = organisationCommand("role.update", {
  did: "changed the role",
  event: "role.changed",
  input: updateRoleInput,
  token: "organisation",
  permission: "role.update",
  async run({ trx, organisation, audit }, input) {
    const role = await requireOwn(trx, organisation, input.role);
    requireCustomRoles(organisation);
    const { name = role.name, permissions = role.permissions } = input;
    requireRole(organisation, permissions);
    const other = await findRole(trx, organisation.id, name);
    if (other && other.id !== role.id) throw fieldError("role.taken", "name");
    const before = { name: role.name, permissions: listed(role.permissions) };
    const after = { name, permissions: listed(permissions) };
    const changed = before.name !== after.name || before.permissions !== after.permissions;
    if (changed) await updateRoleRow(trx, organisation.id, role.id, { name, permissions: [...permissions] });
    audit(changed ? { target: { id: role.id, name }, before, after } : null);
    return {
      name,
      custom: true,
      permissions: [...permissionsOfRole(name, permissions)],
      members: role.held,
      isDefault: organisation.defaultRole === role.name,
      createdAt: role.createdAt as Date | null,
    };
  },
});

/** Deletes a role that no member has. Invitations with it can no longer be used. */
export const deleteRole = organisationCommand("role.delete", {
  did: "deleted the role",
  event: "role.deleted",
  input: oneRole,
  token: "organisation",
  permission: "role.delete",
  async run({ trx, organisation, audit }, { role: name }) {
    const role = await requireOwn(trx, organisation, name);
    const { held } = role;
    if (held > 0) {
      const people = held === 1 ? "One member has" : `${held} members have`;
      throw new AppError("role.held", { message: `${people} this role. Change their role first.` });
    }
    if (await isUsualRole(trx, organisation.id, role.id)) throw new AppError("role.default");
    await deleteRoleRow(trx, organisation.id, role.id);
    audit({ target: { id: role.id, name: role.name }, before: { permissions: listed(role.permissions) } });
    return { name: role.name };
  },
});
