"use server";

import { toAction } from "@/lib/doors/action/action";
import { changeFeatures, changeRegistries, changeSettings } from "@/lib/portal/settings_operations";

export const changeFeaturesAction = toAction(changeFeatures);
export const changeSettingsAction = toAction(changeSettings);
export const changeRegistriesAction = toAction(changeRegistries);
