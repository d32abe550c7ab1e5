"use server";

import { createZone } from "@/lib/dns/zone_operations";
import { toAction } from "@/lib/transport/action";

// Quiet: whoever adds a zone goes to its page.
export const createZoneAction = toAction(createZone, { quiet: true });
