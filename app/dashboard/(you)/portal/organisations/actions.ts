"use server";

import { toAction } from "@/lib/doors/action/action";
import { setTier } from "@/lib/organisations/portal_operations";
import { setOrganisationPool } from "@/lib/pools/operations";
import { beginTransfer, cancelBegunTransfer, readOrganisationTransfer } from "@/lib/transfers/portal_operations";

export const setOrganisationPoolAction = toAction(setOrganisationPool);
export const readTransferAction = toAction(readOrganisationTransfer);
export const beginTransferAction = toAction(beginTransfer);
export const cancelBegunTransferAction = toAction(cancelBegunTransfer);
export const setTierAction = toAction(setTier);
