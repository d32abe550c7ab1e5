"use server";

import { importZone, previewImport } from "@/lib/dns/file_operations";
import { toAction } from "@/lib/transport/action";

export const previewImportAction = toAction(previewImport);
// Quiet: it leads to the zone’s records.
export const importZoneAction = toAction(importZone, { quiet: true });
