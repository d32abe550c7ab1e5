import type { ErrorCode } from "@/lib/kernel/errors";

/** Why signing in by a provider, or a change of what is linked, is refused. */
export const identityReasons = {
  "provider.unknown": ["NOT_FOUND", "This portal doesn’t offer this provider."],
  "provider.denied": ["FORBIDDEN", "You didn’t allow it at the provider, so nothing was done."],
  "provider.flow": ["INVALID", "This didn’t begin in this browser, or more than ten minutes ago. Begin again."],
  "provider.answer": ["UPSTREAM", "The provider’s answer couldn’t be verified. Begin again."],
  "provider.unreachable": [
    "UPSTREAM",
    "The provider can’t be reached at the moment. Try again in a minute, or sign in another way.",
  ],
  "provider.unverified": [
    "FORBIDDEN",
    "The provider doesn’t say that your e-mail address there is verified. Verify it there, then try again.",
  ],
  "provider.unlinked": [
    "CONFLICT",
    "There is already an account with your e-mail address. Sign in as before and link it in your account, under Ways to sign in.",
  ],
  "provider.otherAddress": [
    "CONFLICT",
    "The invitation is for another e-mail address than the one you have at the provider. Use an account with the invited address.",
  ],
  "provider.disabled": ["FORBIDDEN", "This account is disabled. Contact the portal’s administrator."],
  "identity.taken": [
    "CONFLICT",
    "This account of the provider is linked to another account here. Unlink it there first.",
  ],
  "identity.known": ["CONFLICT", "Another account of this provider is linked already. Unlink it first."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
