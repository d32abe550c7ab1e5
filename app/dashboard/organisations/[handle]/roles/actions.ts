"use server";

import { toAction } from "@/lib/doors/action/action";
import { updateOrganisation } from "@/lib/organisations/operations";
import { createRole, deleteRole, updateRole } from "@/lib/roles/operations";

export const createRoleAction = toAction(createRole);
export const updateRoleAction = toAction(updateRole);
export const deleteRoleAction = toAction(deleteRole);
export const makeUsualAction = toAction(updateOrganisation);
