"use server";

import { setTier } from "@/lib/organisations/operations";
import { toAction } from "@/lib/transport/action";

export const setTierAction = toAction(setTier);
