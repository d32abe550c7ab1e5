"use server";

import { toAction } from "@/lib/doors/action/action";
import { checkHandle, createOrganisation } from "@/lib/organisations/operations";

export const createOrganisationAction = toAction(createOrganisation);
export const checkHandleAction = toAction(checkHandle);
