import type { ErrorCode } from "@/lib/kernel/errors";

/** Why the ownership of an organisation isn't transferred. */
export const transferReasons = {
  "transfer.noMember": ["NOT_FOUND", "This person isn’t a member of the organisation. Invite them first."],
  "transfer.owner": ["CONFLICT", "This member owns the organisation already. Choose another one."],
  "transfer.unverified": [
    "CONFLICT",
    "This member’s e-mail address isn’t verified. Ask them to verify it, then try again.",
  ],
  "transfer.disabled": ["CONFLICT", "This member’s account is disabled. Choose another member."],
  "transfer.receiverLimit": [
    "LIMIT_REACHED",
    "This member owns as many organisations as they may. Choose another member, or ask them to transfer one first.",
  ],
  "transfer.pending": [
    "CONFLICT",
    "A transfer of this organisation is already pending. Cancel it first, or wait until it ends.",
  ],
  "transfer.none": ["NOT_FOUND", "No transfer of this organisation is pending."],
  "transfer.expired": ["GONE", "This offer has expired. Ask the owner to offer you the organisation again."],
  "transfer.ended": ["CONFLICT", "This transfer isn’t pending any more. Reload the page to see how it ended."],
  "transfer.waits": [
    "CONFLICT",
    "The portal’s administration makes this transfer when the waiting time is over. You don’t need to accept it.",
  ],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
