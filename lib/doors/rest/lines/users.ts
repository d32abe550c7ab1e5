import { withAvatarUrl } from "@/lib/avatars/url";
import { asking, done, line, pages, type Rest } from "@/lib/doors/rest/line";
import {
  deleteUser,
  disableUser,
  enableUser,
  endUserSessions,
  resetFactor,
  sendReset,
  setOwnedLimit,
} from "@/lib/users/account_operations";
import { listUsers, readUser } from "@/lib/users/list_operations";
import { demoteUser, promoteUser, verifyUser } from "@/lib/users/operations";
import { changedUserShape, listedUserShape, ownedLimitShape, resetSentShape, userShape } from "@/lib/users/shape";

const user = "/admin/users/:user";

/** The portal's users. */
export const userLines: Rest[] = [
  pages("/admin/users", "List all users", listUsers, listedUserShape, withAvatarUrl),
  line("GET", user, "Read a user", readUser, userShape, {
    show: ({ organisations, ...rest }) => ({
      ...withAvatarUrl(rest),
      organisations: organisations.map(withAvatarUrl),
    }),
  }),
  line("PUT", user, "Change how many organisations a user may own", setOwnedLimit, ownedLimitShape),
  asking(done("DELETE", user, "Delete a user who owns no organisation", deleteUser), "confirm"),
  line("POST", `${user}/disable`, "Disable a user’s account", disableUser, changedUserShape),
  line("POST", `${user}/enable`, "Enable a user’s account", enableUser, changedUserShape),
  line("POST", `${user}/verify`, "Verify a user’s address by hand", verifyUser, changedUserShape),
  line("POST", `${user}/promote`, "Make a user a portal administrator", promoteUser, changedUserShape),
  line("POST", `${user}/demote`, "End that a user is a portal administrator", demoteUser, changedUserShape),
  line("POST", `${user}/reset`, "Send a user a reset link", sendReset, resetSentShape),
  line("POST", `${user}/reset-factor`, "Remove a user’s second factor and passkeys", resetFactor, changedUserShape),
  done("DELETE", `${user}/sessions`, "End all sessions of a user", endUserSessions),
];
