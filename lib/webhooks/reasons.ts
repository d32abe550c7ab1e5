import type { ErrorCode } from "@/lib/errors";

/** Why a webhook, or what it was to be told, is refused. */
export const webhookReasons = {
  "webhook.unknown": ["NOT_FOUND", "There is no such webhook, or you can’t see it."],
  "webhook.limit": ["LIMIT_REACHED", "An organisation can have ten webhooks. Remove one that nobody needs."],
  "webhook.sight": [
    "FORBIDDEN",
    "Events tell of everything that happens here. For this your role must allow reading the activity, of all projects.",
  ],
  "webhook.failed": ["UPSTREAM", "This address didn’t take the test. Check it, then try again."],
  "delivery.unknown": ["NOT_FOUND", "There is no such delivery, or it was forgotten after thirty days."],
  "delivery.open": ["CONFLICT", "Only a delivery that failed can be tried again."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
