"use server";

import { setUp } from "@/lib/setup/operations";
import { toAction } from "@/lib/transport/action";

export const setUpAction = toAction(setUp);
