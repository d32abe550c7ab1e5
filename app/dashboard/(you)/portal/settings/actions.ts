"use server";

import { changeFeatures } from "@/lib/portal/settings";
import { toAction } from "@/lib/transport/action";

export const changeFeaturesAction = toAction(changeFeatures);
