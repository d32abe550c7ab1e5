"use server";

import { setTier } from "@/lib/organisations/operations";
import { setOrganisationPool } from "@/lib/pools/operations";
import { toAction } from "@/lib/transport/action";

export const setOrganisationPoolAction = toAction(setOrganisationPool);
export const setTierAction = toAction(setTier);
