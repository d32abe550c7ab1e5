"use server";

import { changePassword, renameAccount } from "@/lib/accounts/profile_operations";
import { endOtherSessions, endSession } from "@/lib/accounts/session_operations";
import { removeOwnAvatar, setOwnAvatar } from "@/lib/avatars/operations";
import { toAction } from "@/lib/doors/action/action";

export const setOwnAvatarAction = toAction(setOwnAvatar);
export const removeOwnAvatarAction = toAction(removeOwnAvatar);
export const renameAccountAction = toAction(renameAccount);
export const changePasswordAction = toAction(changePassword);
export const endSessionAction = toAction(endSession);
export const endOtherSessionsAction = toAction(endOtherSessions);
