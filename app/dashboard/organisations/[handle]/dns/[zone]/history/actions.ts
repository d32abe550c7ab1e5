"use server";

import { restoreZone } from "@/lib/dns/history_operations";
import { toAction } from "@/lib/transport/action";

export const restoreZoneAction = toAction(restoreZone);
