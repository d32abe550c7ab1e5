"use server";

import { toAction } from "@/lib/doors/action/action";
import { portalDeleteOrganisation, portalRestoreOrganisation } from "@/lib/organisations/deletion/portal_operations";
import { suspendOrganisation, unsuspendOrganisation } from "@/lib/organisations/suspension/operations";

export const suspendAction = toAction(suspendOrganisation);
export const unsuspendAction = toAction(unsuspendOrganisation);
export const portalDeleteAction = toAction(portalDeleteOrganisation);
// Quiet: its dialog says which zones were lost before the page shows the organisation as restored.
export const portalRestoreAction = toAction(portalRestoreOrganisation, { quiet: true });
