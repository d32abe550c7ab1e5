import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a passkey, or what is done with one, is refused. */
export const passkeyReasons = {
  "passkey.unavailable": [
    "CONFLICT",
    "Passkeys need a portal with a host name and HTTPS. Use another way, or ask the portal’s administrator.",
  ],
  "passkey.refused": ["INVALID", "This passkey wasn’t accepted. Try again, or use another way."],
  "passkey.notMade": ["INVALID", "This passkey can’t be added. Try again, or use another device."],
  "passkey.expired": ["GONE", "This took too long, or was already used. Try again."],
  "passkey.copied": [
    "FORBIDDEN",
    "This passkey was refused, because somebody may be using a copy of it. Use another way, then remove it from your account.",
  ],
  "passkey.known": [
    "CONFLICT",
    "This passkey was already added to an account. Use another device or password manager.",
  ],
  "passkey.nameTaken": ["CONFLICT", "You have a passkey with this name. Choose another name."],
  "passkey.none": ["CONFLICT", "This account has no passkey. Use another way."],
  "passkey.limit": ["LIMIT_REACHED", "Your account has twenty passkeys. Remove one first."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
