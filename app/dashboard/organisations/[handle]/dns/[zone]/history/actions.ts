"use server";

import { toAction } from "@/lib/transport/action";
import { restoreZone } from "@/lib/zones/history/operations";

export const restoreZoneAction = toAction(restoreZone);
