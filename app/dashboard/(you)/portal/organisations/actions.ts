"use server";

import { toAction } from "@/lib/doors/action/action";
import { setTier } from "@/lib/organisations/portal_operations";
import { correctOwner, provisionOrganisation, resendOwnerLink } from "@/lib/organisations/provision_operations";
import { setOrganisationPool } from "@/lib/pools/operations";
import { setOrganisationLimits } from "@/lib/tiers/operations";
import { beginTransfer, cancelBegunTransfer, readOrganisationTransfer } from "@/lib/transfers/portal_operations";

export const setOrganisationPoolAction = toAction(setOrganisationPool);
export const setOrganisationLimitsAction = toAction(setOrganisationLimits);
export const readTransferAction = toAction(readOrganisationTransfer);
export const beginTransferAction = toAction(beginTransfer);
export const cancelBegunTransferAction = toAction(cancelBegunTransfer);
export const setTierAction = toAction(setTier);
export const provisionAction = toAction(provisionOrganisation);
export const resendOwnerLinkAction = toAction(resendOwnerLink);
export const correctOwnerAction = toAction(correctOwner);
