import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a token is refused, or its permissions. */
export const tokenReasons = {
  "token.unknown": ["UNAUTHENTICATED", "This token isn’t valid, or no longer valid."],
  "token.noMember": ["NOT_FOUND", "This account isn’t a member of that organisation."],
  "token.limit": ["LIMIT_REACHED", "You have reached the limit of tokens. Revoke one that is no longer needed."],
  "token.permission": ["FORBIDDEN", "A token can’t have more than your own permissions."],
  "token.noAdministrator": ["FORBIDDEN", "This account doesn’t administer the portal, so it can’t have such a token."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
