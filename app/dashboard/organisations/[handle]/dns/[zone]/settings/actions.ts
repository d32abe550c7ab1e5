"use server";

import { toAction } from "@/lib/doors/action/action";
import { grantName, revokeGrant } from "@/lib/zones/grants/operations";
import { changeZone, deleteZone } from "@/lib/zones/operations";

export const changeZoneAction = toAction(changeZone);
// Quiet: the page no longer exists after the deletion.
export const deleteZoneAction = toAction(deleteZone, { quiet: true });
export const grantNameAction = toAction(grantName);
export const revokeGrantAction = toAction(revokeGrant);
