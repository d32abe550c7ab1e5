"use server";

import { toAction } from "@/lib/doors/action/action";
import { checkLinking, unlinkIdentity } from "@/lib/identities/operations";
import { unlinkOwn } from "@/lib/own_sign_in/link_operations";
import { beginRegistration, deletePasskey, registerPasskey, renamePasskey } from "@/lib/passkeys/operations";

export const beginRegistrationAction = toAction(beginRegistration, { quiet: true });
// Quiet: recovery codes are shown once, in a dialog of the page as it is.
export const registerPasskeyAction = toAction(registerPasskey, { quiet: true });
export const renamePasskeyAction = toAction(renamePasskey);
export const deletePasskeyAction = toAction(deletePasskey);
export const checkLinkingAction = toAction(checkLinking);
export const unlinkIdentityAction = toAction(unlinkIdentity);
export const unlinkOwnAction = toAction(unlinkOwn);
