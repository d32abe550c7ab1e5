import type { ErrorCode } from "@/lib/kernel/errors";

/** Refusals about webhooks. */
export const webhookReasons = {
  "webhook.unknown": ["NOT_FOUND", "Webhook not found, or you don’t have access."],
  "webhook.limit": ["LIMIT_REACHED", "An organisation can have at most ten webhooks. Remove one first."],
  "webhook.failed": ["UPSTREAM", "The test of this URL failed. Check it, then try again."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
