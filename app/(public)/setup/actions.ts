"use server";

import { toAction } from "@/lib/doors/action/action";
import { setUp } from "@/lib/setup/operations";

export const setUpAction = toAction(setUp);
