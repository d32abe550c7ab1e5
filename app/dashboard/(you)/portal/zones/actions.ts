"use server";

import { toAction } from "@/lib/doors/action/action";
import { activateByHand } from "@/lib/zones/claims/portal_operations";

export const activateZoneAction = toAction(activateByHand);
