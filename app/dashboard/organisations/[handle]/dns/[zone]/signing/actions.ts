"use server";

import { toAction } from "@/lib/doors/action/action";
import { signZone, unsignZone } from "@/lib/zones/signing/operations";

export const signZoneAction = toAction(signZone);
export const unsignZoneAction = toAction(unsignZone);
