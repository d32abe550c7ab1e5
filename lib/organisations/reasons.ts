import type { ErrorCode } from "@/lib/kernel/errors";

/** Why an organisation or its handle is refused. */
export const organisationReasons = {
  "handle.taken": ["CONFLICT", "This handle is taken. Try another one."],
  "handle.held": [
    "CONFLICT",
    "This handle was in use until recently and is held for its former organisation. Try another one.",
  ],
  "organisation.limit": [
    "LIMIT_REACHED",
    "You have reached the limit of organisations you may own. Transfer one under its Settings → Danger zone, or ask the portal’s administrator.",
  ],
  "handle.tooMany": [
    "LIMIT_REACHED",
    "This organisation already holds five former handles. Wait until the oldest is released after 90 days, or go back to one of them.",
  ],
  "organisation.creationClosed": [
    "FORBIDDEN",
    "On this portal, only owners and admins of an organisation may create another. Ask to be invited to one.",
  ],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
