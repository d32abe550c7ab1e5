"use server";

import { setTierPool } from "@/lib/pools/operations";
import { changeFeatures } from "@/lib/portal/settings";
import { toAction } from "@/lib/transport/action";

export const setTierPoolAction = toAction(setTierPool);
export const changeFeaturesAction = toAction(changeFeatures);
