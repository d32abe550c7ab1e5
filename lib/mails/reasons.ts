import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a mail of the outbox is refused. */
export const mailReasons = {
  "mail.notFailed": ["CONFLICT", "This mail isn’t waiting for another try."],
  "mail.notHeld": ["CONFLICT", "This mail was or can be delivered, so its link stays hidden."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
