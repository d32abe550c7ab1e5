"use server";

import { toAction } from "@/lib/doors/action/action";
import { liftRate } from "@/lib/portal/rates/operations";

export const liftRateAction = toAction(liftRate);
