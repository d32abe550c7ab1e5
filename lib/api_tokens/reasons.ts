import type { ErrorCode } from "@/lib/errors";

/** Why a token is refused, or what it was to be given. */
export const tokenReasons = {
  "permission.token": ["FORBIDDEN", "This token wasn’t given the right to do this. Use one that has it, or sign in."],
  "permission.tokenBelow": [
    "FORBIDDEN",
    "This token was given less than this role allows. Use one that was given more, or sign in.",
  ],
  "token.unknown": ["UNAUTHENTICATED", "This token isn’t valid, or not any more."],
  "token.noMember": ["NOT_FOUND", "This account isn’t a member of such an organisation."],
  "token.limit": ["LIMIT_REACHED", "You have as many tokens as you may. Revoke one that nobody needs any more."],
  "token.permission": ["FORBIDDEN", "A token can’t have more than your own permissions."],
  "token.reach": ["FORBIDDEN", "This token doesn’t reach that far. Sign in, or make a token for the whole account."],
  "token.portal": [
    "FORBIDDEN",
    "This token doesn’t reach the portal’s administration. Sign in, or make a token with the reach portal.",
  ],
  "token.portalAlone": [
    "FORBIDDEN",
    "This token reaches the portal’s administration and nothing else. Use one of the organisation, or of the whole account.",
  ],
  "token.noAdministrator": ["FORBIDDEN", "This account doesn’t administer the portal, so it can’t have such a token."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
