"use server";

import { toAction } from "@/lib/doors/action/action";
import { changeFeatures, changeRegistries } from "@/lib/portal/settings_operations";

export const changeFeaturesAction = toAction(changeFeatures);
export const changeRegistriesAction = toAction(changeRegistries);
