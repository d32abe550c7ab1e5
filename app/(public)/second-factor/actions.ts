"use server";

import { toAction } from "@/lib/doors/action/action";
import { beginConfirmation, confirmByPasskey } from "@/lib/passkeys/session_operations";
import { confirmByCode, confirmByRecoveryCode } from "@/lib/second_factors/confirm_operations";

// Quiet: a new document is loaded afterwards, and nothing of this page remains.
export const beginConfirmationAction = toAction(beginConfirmation, { quiet: true });
export const confirmByPasskeyAction = toAction(confirmByPasskey, { quiet: true });
export const confirmByCodeAction = toAction(confirmByCode, { quiet: true });
export const confirmByRecoveryCodeAction = toAction(confirmByRecoveryCode, { quiet: true });
