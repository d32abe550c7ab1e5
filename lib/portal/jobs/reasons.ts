import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a job can’t be changed. */
export const jobReasons = {
  "job.notWaiting": ["CONFLICT", "This job is running, or done by now. Reload the list."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
