import type { ErrorCode } from "@/lib/kernel/errors";

/** Why somebody can’t have events told, or told again. */
export const eventReasons = {
  "webhook.sight": [
    "FORBIDDEN",
    "Events tell of everything that happens here. For this your role must allow reading the activity, of all projects.",
  ],
  "delivery.unknown": ["NOT_FOUND", "There is no such delivery, or it was forgotten after thirty days."],
  "delivery.open": ["CONFLICT", "Only a delivery that failed can be tried again."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
