import type { ErrorCode } from "@/lib/kernel/errors";

/** Why something is refused that a portal administrator does about a user. */
export const userReasons = {
  "user.noFactor": ["CONFLICT", "This account has no second factor to remove."],
  "user.self": ["CONFLICT", "You can’t do this to your own account. Ask another portal administrator."],
  "user.lastAdministrator": [
    "CONFLICT",
    "This is the only portal administrator. Make another user a portal administrator first.",
  ],
  "user.disabled": ["CONFLICT", "This account is disabled. Enable it first."],
  "user.owns": ["CONFLICT", "This user owns organisations. Transfer or delete them first."],
  "user.confirm": ["INVALID", "This isn’t the user’s address. Enter it exactly as it is shown."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
