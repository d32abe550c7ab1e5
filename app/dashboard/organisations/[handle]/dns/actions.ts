"use server";

import { toAction } from "@/lib/doors/action/action";
import { createZone } from "@/lib/zones/operations";

// Quiet: the form navigates to the new zone.
export const createZoneAction = toAction(createZone, { quiet: true });
