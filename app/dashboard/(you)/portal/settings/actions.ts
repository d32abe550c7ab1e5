"use server";

import { changeFeatures, changeRegistries } from "@/lib/portal/settings";
import { toAction } from "@/lib/transport/action";

export const changeFeaturesAction = toAction(changeFeatures);
export const changeRegistriesAction = toAction(changeRegistries);
