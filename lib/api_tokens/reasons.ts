import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a token is refused, or what it was to be given. */
export const tokenReasons = {
  "token.unknown": ["UNAUTHENTICATED", "This token isn’t valid, or not any more."],
  "token.noMember": ["NOT_FOUND", "This account isn’t a member of such an organisation."],
  "token.limit": ["LIMIT_REACHED", "You have as many tokens as you may. Revoke one that nobody needs any more."],
  "token.permission": ["FORBIDDEN", "A token can’t have more than your own permissions."],
  "token.noAdministrator": ["FORBIDDEN", "This account doesn’t administer the portal, so it can’t have such a token."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
