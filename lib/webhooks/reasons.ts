import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a webhook, or what it was to be told, is refused. */
export const webhookReasons = {
  "webhook.unknown": ["NOT_FOUND", "There is no such webhook, or you can’t see it."],
  "webhook.limit": ["LIMIT_REACHED", "An organisation can have ten webhooks. Remove one that nobody needs."],
  "webhook.failed": ["UPSTREAM", "This address didn’t take the test. Check it, then try again."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
