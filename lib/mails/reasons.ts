import type { ErrorCode } from "@/lib/kernel/errors";

/** Why an action on outgoing mail is refused. */
export const mailReasons = {
  "mail.notFailed": ["CONFLICT", "This e-mail isn’t waiting to be retried."],
  "mail.notHeld": ["CONFLICT", "This e-mail was or can be delivered, so its link stays hidden."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
