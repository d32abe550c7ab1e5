"use server";

import { toAction } from "@/lib/doors/action/action";
import { restoreZone } from "@/lib/zones/history/operations";

export const restoreZoneAction = toAction(restoreZone);
