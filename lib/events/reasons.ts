import type { ErrorCode } from "@/lib/kernel/errors";

/** Refusals of event subscriptions and redeliveries. */
export const eventReasons = {
  "webhook.sight": [
    "FORBIDDEN",
    "Events cover everything that happens here. Your role must allow reading the activity of all projects.",
  ],
  "delivery.unknown": ["NOT_FOUND", "Delivery not found. Deliveries are deleted after 30 days."],
  "delivery.open": ["CONFLICT", "Only a failed delivery can be retried."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
