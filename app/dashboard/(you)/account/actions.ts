"use server";

import { cancelAddressChange, changeAddress, resendNewAddress } from "@/lib/accounts/address_operations";
import { changePassword, renameAccount } from "@/lib/accounts/profile_operations";
import { removeOwnAvatar, setOwnAvatar } from "@/lib/avatars/operations";
import { toAction } from "@/lib/doors/action/action";
import { endOtherSessions, endSession } from "@/lib/sessions/operations";

export const setOwnAvatarAction = toAction(setOwnAvatar);
export const removeOwnAvatarAction = toAction(removeOwnAvatar);
export const renameAccountAction = toAction(renameAccount);
export const changeAddressAction = toAction(changeAddress);
export const cancelAddressChangeAction = toAction(cancelAddressChange);
export const resendNewAddressAction = toAction(resendNewAddress);
export const changePasswordAction = toAction(changePassword);
export const endSessionAction = toAction(endSession);
export const endOtherSessionsAction = toAction(endOtherSessions);
