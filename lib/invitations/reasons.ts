import type { ErrorCode } from "@/lib/kernel/errors";

/** Why an invitation is refused, or an answer to it. */
export const invitationReasons = {
  "invitation.roleGone": ["GONE", "The role that this invitation was for is gone. Ask for a new invitation."],
  "invitation.roleTier": [
    "GONE",
    "The role that this invitation was for can’t be given any more. Ask for a new invitation.",
  ],
  "invitation.often": ["RATE_LIMITED", "This address was mailed often enough today. Try again tomorrow."],
  "invitation.pending": ["CONFLICT", "An invitation to this address is already waiting for an answer."],
  "invitation.member": ["CONFLICT", "This person is already a member."],
  "invitation.limit": [
    "LIMIT_REACHED",
    "As many invitations are waiting as the portal tier allows. Revoke some, or wait for answers.",
  ],
  "invitation.notPending": ["CONFLICT", "This invitation isn’t waiting for an answer any more."],
  "invitation.accepted": ["GONE", "This invitation was already accepted."],
  "invitation.rejected": ["GONE", "This invitation was declined."],
  "invitation.revoked": ["GONE", "This invitation was withdrawn. Ask the person who invited you for a new one."],
  "invitation.expired": ["GONE", "This invitation has expired. Ask the person who invited you for a new one."],
  "invitation.inviterGone": [
    "GONE",
    "The person who invited you may no longer invite people. Ask for a new invitation.",
  ],
  "invitation.wrongAddress": [
    "FORBIDDEN",
    "This invitation is for another e-mail address. Sign in with that address to use it.",
  ],
  "invitation.linkMailed": ["CONFLICT", "This mail was delivered, so its link belongs to the person who received it."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
