"use server";

import { grantName, revokeGrant } from "@/lib/dns/grant_operations";
import { changeZone, deleteZone } from "@/lib/dns/zone_operations";
import { toAction } from "@/lib/transport/action";

export const changeZoneAction = toAction(changeZone);
// Quiet: the page is gone with the zone.
export const deleteZoneAction = toAction(deleteZone, { quiet: true });
export const grantNameAction = toAction(grantName);
export const revokeGrantAction = toAction(revokeGrant);
