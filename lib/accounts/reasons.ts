import type { ErrorCode } from "@/lib/kernel/errors";

/** Why an account, its sign-in or a link of its mails is refused. */
export const accountReasons = {
  "account.unverified": ["FORBIDDEN", "Verify your e-mail address first, with the link in the e-mail we sent you."],
  "account.unknown": ["NOT_FOUND", "There is no account with this address."],
  "account.known": ["CONFLICT", "There is already an account with this address. Sign in instead."],
  "account.signUpClosed": [
    "FEATURE_DISABLED",
    "Sign-up is by invitation only here. Ask somebody who runs an organisation to invite you.",
  ],
  "account.wrongPassword": ["INVALID", "The e-mail address or the password is wrong."],
  "account.samePassword": ["INVALID", "This is already your password. Choose another."],
  "account.wrongCurrent": ["INVALID", "This isn’t your password. If you forgot it, sign out and reset it."],
  "account.wrongUser": ["CONFLICT", "This link belongs to another account. Sign in to that account to use it."],
  "link.invalid": ["NOT_FOUND", "This link isn’t valid. Check that you opened the whole link."],
  "link.used": ["GONE", "This link was already used. Request a new one."],
  "link.expired": ["GONE", "This link has expired. Request a new one."],
  "setup.pending": [
    "FEATURE_DISABLED",
    "This portal isn’t set up yet. Create its first user with the link that was printed when it was started.",
  ],
  "setup.done": ["GONE", "This portal is already set up. Sign in instead."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
