"use server";

import { setCleanup } from "@/lib/nodes/cleanup";
import { toAction } from "@/lib/transport/action";

export const setCleanupAction = toAction(setCleanup);
