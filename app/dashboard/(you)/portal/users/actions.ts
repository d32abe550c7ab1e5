"use server";

import { toAction } from "@/lib/doors/action/action";
import { revealLink } from "@/lib/mails/operations";
import {
  deleteUser,
  disableUser,
  enableUser,
  endUserSessions,
  resetFactor,
  sendReset,
  setOwnedLimit,
} from "@/lib/users/account_operations";
import { demoteUser, promoteUser, verifyUser } from "@/lib/users/operations";

export const verifyUserAction = toAction(verifyUser);
export const disableUserAction = toAction(disableUser);
export const enableUserAction = toAction(enableUser);
export const resetFactorAction = toAction(resetFactor);
export const endUserSessionsAction = toAction(endUserSessions);
export const promoteUserAction = toAction(promoteUser);
export const demoteUserAction = toAction(demoteUser);
export const setOwnedLimitAction = toAction(setOwnedLimit);
export const sendResetAction = toAction(sendReset, { quiet: true });
export const revealResetAction = toAction(revealLink, { quiet: true });
/** Quiet: the page of a deleted user can't be refreshed, the list follows. */
export const deleteUserAction = toAction(deleteUser, { quiet: true });
