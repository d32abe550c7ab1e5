import type { ErrorCode } from "@/lib/kernel/errors";

/** Why an account can't be left, or kept. */
export const leavingReasons = {
  "leaving.owns": ["CONFLICT", "You own an organisation that others are members of. Transfer or delete it first."],
  "leaving.lastAdministrator": [
    "CONFLICT",
    "You are the last administrator of this portal. Make somebody else one first.",
  ],
  "leaving.confirm": ["INVALID", "Enter the e-mail address of your account."],
  "leaving.over": ["GONE", "The time is over: this account is being deleted."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
