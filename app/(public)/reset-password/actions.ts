"use server";

import { requestPasswordReset, resetPassword } from "@/lib/accounts/operations";
import { toAction } from "@/lib/doors/action/action";

export const requestPasswordResetAction = toAction(requestPasswordReset);
export const resetPasswordAction = toAction(resetPassword);
