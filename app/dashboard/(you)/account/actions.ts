"use server";

import { changePassword, renameAccount } from "@/lib/accounts/profile";
import { endOtherSessions, endSession } from "@/lib/accounts/sessions";
import { toAction } from "@/lib/doors/action/action";
import { removeOwnAvatar, setOwnAvatar } from "@/lib/pictures/operations";

export const setOwnAvatarAction = toAction(setOwnAvatar);
export const removeOwnAvatarAction = toAction(removeOwnAvatar);
export const renameAccountAction = toAction(renameAccount);
export const changePasswordAction = toAction(changePassword);
export const endSessionAction = toAction(endSession);
export const endOtherSessionsAction = toAction(endOtherSessions);
