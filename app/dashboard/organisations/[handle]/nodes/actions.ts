"use server";

import { toAction } from "@/lib/doors/action/action";
import { setCleanup } from "@/lib/nodes/cleanup";

export const setCleanupAction = toAction(setCleanup);
