"use server";

import { checkHandle, createOrganisation } from "@/lib/organisations/operations";
import { toAction } from "@/lib/transport/action";

export const createOrganisationAction = toAction(createOrganisation);
export const checkHandleAction = toAction(checkHandle);
