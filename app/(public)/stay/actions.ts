"use server";

import { toAction } from "@/lib/doors/action/action";
import { stay } from "@/lib/leaving/operations";

export const stayAction = toAction(stay, { quiet: true });
