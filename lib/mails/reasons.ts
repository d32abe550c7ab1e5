import type { ErrorCode } from "@/lib/kernel/errors";

/** Why an action on outgoing mail is refused. */
export const mailReasons = {
  "mail.notFailed": ["CONFLICT", "This e-mail isn’t waiting to be retried."],
  "mail.withdrawn": [
    "CONFLICT",
    "A portal administrator withdrew this e-mail. Copy the invite link, or revoke the invitation and invite again.",
  ],
  "mail.noServer": ["CONFLICT", "This portal can’t send mail yet. Set SMTP_URL, restart the portal, then try again."],
  "mail.beingSent": ["CONFLICT", "This e-mail is being sent right now. Wait a minute, then look again."],
  "mail.done": ["CONFLICT", "This e-mail was already sent or withdrawn."],
  "mail.notHeld": ["CONFLICT", "This e-mail was or can be delivered, so its link stays hidden."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
