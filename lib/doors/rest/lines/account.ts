import { z } from "zod";
import { changePassword, readProfile, renameAccount } from "@/lib/accounts/profile_operations";
import { endOtherSessions, endSession, listSessions } from "@/lib/accounts/session_operations";
import { nameShape, profileShape, sessionShape } from "@/lib/accounts/shape";
import { createPortalToken, createToken, deleteToken, listMyTokens } from "@/lib/api_tokens/operations";
import { madeTokenShape, myTokenShape } from "@/lib/api_tokens/shape";
import { removeOwnAvatar, setOwnAvatar } from "@/lib/avatars/operations";
import { avatarShape } from "@/lib/avatars/shape";
import { withAvatarUrl } from "@/lib/avatars/url";
import { done, line, made, pages, pictorial, type Rest } from "@/lib/doors/rest/line";
import {
  changeNotificationSettings,
  listNotifications,
  readNotificationSettings,
  readNotifications,
} from "@/lib/notifications/operations";
import { notificationSettingsShape, notificationShape } from "@/lib/notifications/shape";

/** The user’s own account. */
export const accountLines: Rest[] = [
  line("GET", "/account", "Read your profile", readProfile, profileShape, { show: withAvatarUrl }),
  line("PUT", "/account", "Edit your name", renameAccount, nameShape),
  done("POST", "/account/password", "Change your password", changePassword),
  line("GET", "/account/sessions", "List your sessions", listSessions, z.array(sessionShape)),
  done("DELETE", "/account/sessions", "End all other sessions", endOtherSessions),
  done("DELETE", "/account/sessions/:session", "End one of your sessions", endSession),
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
