import type { ErrorCode } from "@/lib/kernel/errors";

/** Why an announcement is refused. */
export const announcementReasons = {
  "announcement.ends": ["INVALID", "It must end after it begins. Enter a later time, or none."],
  "announcement.notBegun": ["CONFLICT", "It hasn’t begun yet. Delete it instead."],
  "announcement.stays": ["CONFLICT", "This announcement can’t be dismissed. It ends by itself."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
