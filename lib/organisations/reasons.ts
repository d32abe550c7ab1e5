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
  "owner.limit": [
    "LIMIT_REACHED",
    "This account already owns as many organisations as it may. Choose another owner, or raise the number on the user’s page.",
  ],
  "owner.disabled": [
    "CONFLICT",
    "The account with this address is disabled. Enable it first, or choose another address.",
  ],
  "owner.proved": [
    "CONFLICT",
    "The owner has set up the account already. They sign in, or reset their password on the sign-in page.",
  ],
  "owner.created": [
    "CONFLICT",
    "The owner created this organisation themselves, or it has waited for longer than its log is kept. Transfer it instead.",
  ],
  "owner.same": ["INVALID", "This is the owner’s address already. To send the link again, resend it."],
  "owner.changed": ["CONFLICT", "The owner changed meanwhile. Look at the organisation again."],
  "handle.tooMany": [
    "LIMIT_REACHED",
    "This organisation already holds five former handles. Wait until the oldest is released after 90 days, or go back to one of them.",
  ],
  "organisation.lastOwned": [
    "FORBIDDEN",
    "This is the only organisation that you own, so it can’t be deleted. Create another one first.",
  ],
  "organisation.unconfirmed": ["INVALID", "This isn’t the organisation’s handle. Enter the handle to confirm."],
  "organisation.purging": [
    "GONE",
    "The time in which this organisation could be restored is over. Everything in it is being removed, or is gone.",
  ],
  "organisation.deleted": ["CONFLICT", "This organisation is deleted. Restore it first."],
  "organisation.pastEnd": ["INVALID", "Enter a time that is still to come."],
  "organisation.creationClosed": [
    "FORBIDDEN",
    "On this portal, only owners and admins of an organisation may create another. Ask to be invited to one.",
  ],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
