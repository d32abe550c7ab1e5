import { cache } from "react";
import type { openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { isBelow, permissionsOf, roles } from "@/lib/access";
import { read } from "@/lib/doors/page/page";
import { listRoles } from "@/lib/roles/operations";

type Opened = Awaited<ReturnType<typeof openOrganisation>>;

/** Every role of the organisation for viewers who may see them, else the built-in ones. */
export const rolesOf = cache(async ({ id, may }: Opened) =>
  may("role.read")
    ? read(listRoles, { organisation: id })
    : roles.map((name) => ({ name: name as string, custom: false, permissions: [...permissionsOf(name)], members: 0 })),
);

/** The roles that the viewer may assign; the operation checks again. */
export async function rolesToGive(organisation: Opened) {
  const own = new Set(organisation.permissions);
  const mayCustom = organisation.portalTier === "enterprise";
  const all = await rolesOf(organisation);
  return all.filter(({ custom, permissions }) => (mayCustom || !custom) && isBelow(new Set(permissions), own));
}
