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

/** What is somebody’s own. */
export const accountLines: Rest[] = [
  line("GET", "/account", "Read your profile", readProfile, profileShape, { show: withAvatarUrl }),
  line("PUT", "/account", "Change your name", renameAccount, nameShape),
  done("POST", "/account/password", "Choose another password", changePassword),
  line("GET", "/account/sessions", "List where you are signed in", listSessions, z.array(sessionShape)),
  done("DELETE", "/account/sessions", "End every session but this", endOtherSessions),
  done("DELETE", "/account/sessions/:session", "End one of your sessions", endSession),
  pages("/account/notifications", "List what happened to you", listNotifications, notificationShape, withAvatarUrl),
  done("POST", "/account/notifications/read", "Say that you have seen them", readNotifications),
  line(
    "GET",
    "/account/notifications/settings",
    "Read whether you want them by mail",
    readNotificationSettings,
    notificationSettingsShape,
  ),
  line(
    "PUT",
    "/account/notifications/settings",
    "Choose whether you want them by mail",
    changeNotificationSettings,
    notificationSettingsShape,
  ),
  pictorial(
    line("POST", "/account/avatar", "Give yourself a picture", setOwnAvatar, avatarShape, { show: withAvatarUrl }),
  ),
  line("DELETE", "/account/avatar", "Take your picture away", removeOwnAvatar, avatarShape, { show: withAvatarUrl }),
  line("GET", "/account/tokens", "List your tokens", listMyTokens, z.array(myTokenShape)),
  line("POST", "/account/tokens", "Make a token of the portal’s administration", createPortalToken, madeTokenShape, {
    ...made,
    word: "reach",
    value: "portal",
  }),
  line("POST", "/account/tokens", "Make a token", createToken, madeTokenShape, made),
  done("DELETE", "/account/tokens/:id", "End one of your tokens", deleteToken),
];
