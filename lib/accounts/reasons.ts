import type { ErrorCode } from "@/lib/kernel/errors";

/** Why an account, its sign-in or a link of its mails is refused. */
export const accountReasons = {
  "account.unverified": ["FORBIDDEN", "Confirm your e-mail address first. The link is in the mail that we sent you."],
  "account.unknown": ["NOT_FOUND", "There is no account with this address."],
  "account.known": ["CONFLICT", "There is already an account with this address. Sign in instead."],
  "account.signUpClosed": [
    "FEATURE_DISABLED",
    "Sign-up is by invitation only here. Ask somebody who runs an organisation to invite you.",
  ],
  "account.wrongPassword": ["INVALID", "The address and the password don’t match."],
  "account.samePassword": ["INVALID", "This is your password already. Choose another."],
  "account.wrongCurrent": ["INVALID", "This isn’t your password. If you forgot it, sign out and ask for a new one."],
  "account.wrongUser": ["CONFLICT", "This link belongs to another account. Sign in to that account to use it."],
  "link.invalid": ["NOT_FOUND", "This link isn’t valid. Check that you opened the whole address."],
  "link.used": ["GONE", "This link was already used. Ask for a new one."],
  "link.expired": ["GONE", "This link has expired. Ask for a new one."],
  "setup.pending": [
    "FEATURE_DISABLED",
    "This portal isn’t set up yet. Its first user is made with the link that was printed where it was started.",
  ],
  "setup.done": ["GONE", "This portal is already set up. Sign in instead."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
