"use server";

import { checkChains } from "@/lib/audit/portal_operations";
import { toAction } from "@/lib/doors/action/action";

export const checkChainsAction = toAction(checkChains);
