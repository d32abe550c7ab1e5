"use server";

import { updateOrganisation } from "@/lib/organisations/operations";
import { toAction } from "@/lib/transport/action";

export const updateOrganisationAction = toAction(updateOrganisation, { quiet: true });
