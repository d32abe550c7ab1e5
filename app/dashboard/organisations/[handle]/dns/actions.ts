"use server";

import { toAction } from "@/lib/doors/action/action";
import { createZone } from "@/lib/zones/operations";

// Quiet: whoever adds a zone goes to its page.
export const createZoneAction = toAction(createZone, { quiet: true });
