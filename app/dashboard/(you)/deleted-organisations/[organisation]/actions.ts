"use server";

import { toAction } from "@/lib/doors/action/action";
import { purgeOrganisation, restoreOrganisation } from "@/lib/organisations/deletion/operations";

// Quiet: once it is restored, the page that showed it as deleted no longer exists.
export const restoreOrganisationAction = toAction(restoreOrganisation, { quiet: true });
export const purgeOrganisationAction = toAction(purgeOrganisation);
