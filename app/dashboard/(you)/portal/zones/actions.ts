"use server";

import { activateByHand } from "@/lib/dns/portal_operations";
import { toAction } from "@/lib/transport/action";

export const activateZoneAction = toAction(activateByHand);
