"use server";

import { toAction } from "@/lib/doors/action/action";
import { setCleanup } from "@/lib/nodes/cleanup_operations";

export const setCleanupAction = toAction(setCleanup);
