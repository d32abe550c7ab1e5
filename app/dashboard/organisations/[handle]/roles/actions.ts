"use server";

import { updateOrganisation } from "@/lib/organisations/operations";
import { createRole, deleteRole, updateRole } from "@/lib/roles/operations";
import { toAction } from "@/lib/transport/action";

export const createRoleAction = toAction(createRole);
export const updateRoleAction = toAction(updateRole);
export const deleteRoleAction = toAction(deleteRole);
export const makeUsualAction = toAction(updateOrganisation);
