"use server";

import { toAction } from "@/lib/doors/action/action";
import { importZone, previewImport } from "@/lib/zones/files/operations";

export const previewImportAction = toAction(previewImport);
// Quiet: the form navigates to the zone’s records.
export const importZoneAction = toAction(importZone, { quiet: true });
