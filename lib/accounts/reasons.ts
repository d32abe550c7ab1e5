import type { ErrorCode } from "@/lib/kernel/errors";

/** Why an account, its sign-in or a link of its mails is refused. */
export const accountReasons = {
  "account.unverified": ["FORBIDDEN", "Verify your e-mail address first, with the link in the e-mail we sent you."],
  "account.sameAddress": ["INVALID", "This is already the address of your account."],
  "account.noAddressChange": ["NOT_FOUND", "No change of address is waiting. It was confirmed or cancelled."],
  "account.addressTaken": [
    "CONFLICT",
    "Another account has this address. Use another address, or sign in to that account.",
  ],
  "account.addressHeld": [
    "CONFLICT",
    "This address may go back to an account that had it until a few days ago. Try again in three days, or use another address.",
  ],
  "account.unknown": ["NOT_FOUND", "There is no account with this address."],
  "account.known": ["CONFLICT", "There is already an account with this address. Sign in instead."],
  "account.signUpClosed": [
    "FEATURE_DISABLED",
    "Sign-up is by invitation only here. Ask somebody who runs an organisation to invite you.",
  ],
  "account.wrongPassword": ["INVALID", "The e-mail address or the password is wrong."],
  "account.passwordsOff": ["FEATURE_DISABLED", "This portal has no passwords. Sign in another way."],
  "account.samePassword": ["INVALID", "This is already your password. Choose another."],
  "account.wrongCurrent": ["INVALID", "This isn’t your password. If you forgot it, sign out and reset it."],
  "account.wrongUser": ["CONFLICT", "This link belongs to another account. Sign in to that account to use it."],
  "account.lastWayIn": [
    "CONFLICT",
    "This is the only way into your account. Add another first: a passkey, a password or a linked provider.",
  ],
  "link.invalid": ["NOT_FOUND", "This link isn’t valid. Check that you opened the whole link."],
  "link.used": ["GONE", "This link was already used. Request a new one."],
  "link.expired": ["GONE", "This link has expired. Request a new one."],
  "link.noMail": [
    "FEATURE_DISABLED",
    "This portal can’t send e-mail, so there are no sign-in links. Sign in another way, or ask the portal’s administrator.",
  ],
  "link.sessionOver": [
    "GONE",
    "There is nothing to end: the session has ended already, or the link is older than seven days.",
  ],
  "setup.pending": [
    "FEATURE_DISABLED",
    "This portal isn’t set up yet. Create its first user with the link that was printed when it was started.",
  ],
  "setup.done": ["GONE", "This portal is already set up. Sign in instead."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
