"use server";

import { signZone, unsignZone } from "@/lib/dns/signing_operations";
import { toAction } from "@/lib/transport/action";

export const signZoneAction = toAction(signZone);
export const unsignZoneAction = toAction(unsignZone);
