"use server";

import { setTierPool } from "@/lib/pools/operations";
import { changeFeatures, changeRegistries } from "@/lib/portal/settings";
import { toAction } from "@/lib/transport/action";

export const setTierPoolAction = toAction(setTierPool);
export const changeFeaturesAction = toAction(changeFeatures);
export const changeRegistriesAction = toAction(changeRegistries);
