"use server";

import { toAction } from "@/lib/doors/action/action";
import { leaveAccount } from "@/lib/leaving/operations";

// Quiet: the session is over, so there is nothing to refresh.
export const leaveAccountAction = toAction(leaveAccount, { quiet: true });
