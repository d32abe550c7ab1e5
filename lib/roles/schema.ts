import { z } from "zod";
import { grantable, roles } from "@/lib/access";
import { organisationReference } from "@/lib/organisations/schema";
import { roleReference } from "@/lib/roles/reference";
import { folded, line } from "@/lib/text";

const taken = new Set<string>([...roles, "custom"]);
export const newRoleName = line("a name", 50)
  .refine((name) => !/[\p{Cf}\u{e0000}-\u{e007f}]/u.test(name), "Remove invisible characters.")
  .refine((name) => !/^\.+$/.test(name) && !name.includes("/"), "Use a name without a slash that isn’t only dots.")
  .refine((name) => !taken.has(folded(name)), "This is the name of a built-in role. Choose another name.");

const rolePermissions = z
  .array(
    z.enum(grantable as [string, ...string[]], "A role can’t have this permission."),
    "Choose the role’s permissions.",
  )
  .max(grantable.length, { error: "List each permission once.", abort: true })
  .transform((chosen) => grantable.filter((permission) => chosen.includes(permission)));

export const createRoleInput = z.strictObject({
  organisation: organisationReference,
  name: newRoleName,
  permissions: rolePermissions,
});

export const updateRoleInput = z.strictObject({
  organisation: organisationReference,
  /** The role to edit. */
  role: roleReference,
  /** Its new name. */
  name: newRoleName.optional(),
  permissions: rolePermissions.optional(),
});

export const oneRole = z.strictObject({ organisation: organisationReference, role: roleReference });
