"use server";

import { toAction } from "@/lib/doors/action/action";
import {
  beginAuthenticator,
  confirmAuthenticator,
  removeAuthenticator,
} from "@/lib/second_factors/authenticator_operations";
import { makeRecoveryCodes } from "@/lib/second_factors/recovery_operations";

// Quiet: their answers are shown once, in a dialog of the page as it is.
export const beginAuthenticatorAction = toAction(beginAuthenticator, { quiet: true });
export const confirmAuthenticatorAction = toAction(confirmAuthenticator, { quiet: true });
export const makeRecoveryCodesAction = toAction(makeRecoveryCodes, { quiet: true });
export const removeAuthenticatorAction = toAction(removeAuthenticator);
