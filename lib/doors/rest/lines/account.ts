import { z } from "zod";
import {
  cancelAddressChange,
  changeAddress,
  confirmNewAddress,
  readAddressChange,
  resendNewAddress,
} from "@/lib/accounts/address_operations";
import { changePassword, readProfile, renameAccount } from "@/lib/accounts/profile_operations";
import { addressChangeShape, nameShape, newAddressShape, profileShape } from "@/lib/accounts/shape";
import { createPortalToken, createToken, deleteToken, listMyTokens } from "@/lib/api_tokens/operations";
import { madeTokenShape, myTokenShape } from "@/lib/api_tokens/shape";
import { listAccountActivity } from "@/lib/audit/account_operations";
import { activityShape } from "@/lib/audit/shape";
import { removeOwnAvatar, setOwnAvatar } from "@/lib/avatars/operations";
import { avatarShape } from "@/lib/avatars/shape";
import { withAvatarUrl } from "@/lib/avatars/url";
import { done, line, made, pages, pictorial, type Rest } from "@/lib/doors/rest/line";
import { exportAccount } from "@/lib/leaving/export_operations";
import { leaveAccount, readLeaving, stay } from "@/lib/leaving/operations";
import { accountExportShape, leavingShape, leavingUntilShape } from "@/lib/leaving/shape";
import {
  changeNotificationSettings,
  listNotifications,
  readNotificationSettings,
  readNotifications,
} from "@/lib/notifications/operations";
import { notificationSettingsShape, notificationShape } from "@/lib/notifications/shape";
import { deletePasskey, listPasskeys, renamePasskey } from "@/lib/passkeys/operations";
import { passkeyShape, renamedPasskeyShape } from "@/lib/passkeys/shape";
import {
  beginAuthenticator,
  confirmAuthenticator,
  readSecondFactor,
  removeAuthenticator,
} from "@/lib/second_factors/authenticator_operations";
import { confirmByCode, confirmByRecoveryCode } from "@/lib/second_factors/confirm_operations";
import { makeRecoveryCodes } from "@/lib/second_factors/recovery_operations";
import {
  begunAuthenticatorShape,
  confirmedAuthenticatorShape,
  leftShape,
  recoveryCodesShape,
  secondFactorShape,
} from "@/lib/second_factors/shape";
import { closeSession, endAllSessions, endOtherSessions, endSession, listSessions } from "@/lib/sessions/operations";
import { prove, readProofs } from "@/lib/sessions/proof_operations";
import { proofsShape, sessionShape } from "@/lib/sessions/shape";

/** The user’s own account. */
export const accountLines: Rest[] = [
  line("GET", "/account", "Read your profile", readProfile, profileShape, { show: withAvatarUrl }),
  line("PUT", "/account", "Edit your name", renameAccount, nameShape),
  line("GET", "/account/address", "Read the change of your address", readAddressChange, addressChangeShape),
  line("POST", "/account/address", "Change your address", changeAddress, newAddressShape),
  line("PUT", "/account/address", "Confirm your new address", confirmNewAddress, newAddressShape),
  line("POST", "/account/address/link", "Resend the link to your new address", resendNewAddress, newAddressShape),
  done("DELETE", "/account/address", "Cancel the change of your address", cancelAddressChange),
  line("GET", "/account/export", "Export your account", exportAccount, accountExportShape, {
    show: ({ account, ...rest }) => ({ account: withAvatarUrl(account), ...rest }),
  }),
  line("GET", "/account/leave", "Read what leaving for good removes", readLeaving, leavingShape),
  line("POST", "/account/leave", "Leave for good", leaveAccount, leavingUntilShape),
  done("DELETE", "/account/leave", "Stay after all", stay),
  done("POST", "/account/password", "Change your password", changePassword),
  line("GET", "/account/sessions", "List your sessions", listSessions, z.array(sessionShape)),
  done("DELETE", "/account/sessions", "End all other sessions", endOtherSessions),
  done("DELETE", "/account/sessions/:session", "End one of your sessions", endSession),
  done("POST", "/account/sign-out", "Sign out", closeSession),
  done("POST", "/account/sign-out-everywhere", "End all sessions, this one included", endAllSessions),
  pages("/account/activity", "Read your account’s log", listAccountActivity, activityShape),
  line("GET", "/account/second-factor", "Read your second factor", readSecondFactor, secondFactorShape),
  line(
    "POST",
    "/account/second-factor/authenticator",
    "Begin to set up an authenticator app",
    beginAuthenticator,
    begunAuthenticatorShape,
  ),
  line(
    "PUT",
    "/account/second-factor/authenticator",
    "Confirm the authenticator app",
    confirmAuthenticator,
    confirmedAuthenticatorShape,
  ),
  done("DELETE", "/account/second-factor/authenticator", "Remove the authenticator app", removeAuthenticator),
  line(
    "POST",
    "/account/second-factor/recovery-codes",
    "Create new recovery codes",
    makeRecoveryCodes,
    recoveryCodesShape,
  ),
  done("POST", "/account/second-factor/code", "Confirm your session by code", confirmByCode),
  line(
    "POST",
    "/account/second-factor/recovery-code",
    "Confirm your session by recovery code",
    confirmByRecoveryCode,
    leftShape,
  ),
  line("GET", "/account/passkeys", "List your passkeys", listPasskeys, z.array(passkeyShape)),
  line("PUT", "/account/passkeys/:passkey", "Rename a passkey", renamePasskey, renamedPasskeyShape),
  done("DELETE", "/account/passkeys/:passkey", "Remove a passkey", deletePasskey),
  line("GET", "/account/proof", "List the ways to confirm that it is you", readProofs, proofsShape),
  done("POST", "/account/proof", "Confirm that it is you", prove),
  pages("/account/notifications", "List your notifications", listNotifications, notificationShape, withAvatarUrl),
  done("POST", "/account/notifications/read", "Mark notifications as read", readNotifications),
  line(
    "GET",
    "/account/notifications/settings",
    "Read your notification settings",
    readNotificationSettings,
    notificationSettingsShape,
  ),
  line(
    "PUT",
    "/account/notifications/settings",
    "Change your notification settings",
    changeNotificationSettings,
    notificationSettingsShape,
  ),
  pictorial(line("POST", "/account/avatar", "Set your avatar", setOwnAvatar, avatarShape, { show: withAvatarUrl })),
  line("DELETE", "/account/avatar", "Remove your avatar", removeOwnAvatar, avatarShape, { show: withAvatarUrl }),
  line("GET", "/account/tokens", "List your tokens", listMyTokens, z.array(myTokenShape)),
  line("POST", "/account/tokens", "Create a token for portal administration", createPortalToken, madeTokenShape, {
    ...made,
    word: "reach",
    value: "portal",
  }),
  line("POST", "/account/tokens", "Create a token", createToken, madeTokenShape, made),
  done("DELETE", "/account/tokens/:id", "Revoke one of your tokens", deleteToken),
];
