"use server";

import { toAction } from "@/lib/doors/action/action";
import { setTierPool } from "@/lib/pools/operations";
import { countAboveLimits, setTierLimits } from "@/lib/tiers/operations";

export const setTierPoolAction = toAction(setTierPool);
export const setTierLimitsAction = toAction(setTierLimits);
export const countAboveLimitsAction = toAction(countAboveLimits);
