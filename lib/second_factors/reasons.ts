import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a second factor, or a change of it, is refused. */
export const secondFactorReasons = {
  "secondFactor.given": ["CONFLICT", "You have given your second factor already."],
  "secondFactor.ownFirst": [
    "CONFLICT",
    "Add a second factor to your own account first, so that you aren’t locked out by this rule.",
  ],
  "secondFactor.owner": [
    "CONFLICT",
    "An organisation of yours requires a second factor. Switch the rule off there first.",
  ],
  "secondFactor.administrator": [
    "CONFLICT",
    "This portal requires a second factor of its administrators, and you are one. Switch the rule off first.",
  ],
  "secondFactor.wrongCode": [
    "INVALID",
    "This code is wrong or was already used. Wait for the next one and enter that.",
  ],
  "secondFactor.wrongRecoveryCode": ["INVALID", "This recovery code is wrong or was already used. Try another."],
  "secondFactor.noAuthenticator": ["CONFLICT", "This account has no authenticator app. Use another way."],
  "secondFactor.hasAuthenticator": [
    "CONFLICT",
    "This account already has an authenticator app. Remove it first to set up another.",
  ],
  "secondFactor.notBegun": ["CONFLICT", "Nothing is being set up. Start again."],
  "secondFactor.none": ["CONFLICT", "This account has no second factor. Add one first."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
