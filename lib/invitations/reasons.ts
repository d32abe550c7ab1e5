import type { ErrorCode } from "@/lib/kernel/errors";

/** Why an invitation or an answer to it is refused. */
export const invitationReasons = {
  "invitation.roleGone": ["GONE", "The role of this invitation no longer exists. Ask for a new invitation."],
  "invitation.roleTier": ["GONE", "The role of this invitation can no longer be assigned. Ask for a new invitation."],
  "invitation.often": ["RATE_LIMITED", "This address has received too many invitations today. Try again tomorrow."],
  "invitation.pending": ["CONFLICT", "There is already a pending invitation to this address."],
  "invitation.member": ["CONFLICT", "This person is already a member."],
  "invitation.limit": [
    "LIMIT_REACHED",
    "This organisation has as many pending invitations as it is allowed. Revoke some, or wait for answers.",
  ],
  "invitation.notPending": ["CONFLICT", "This invitation is no longer pending."],
  "invitation.accepted": ["GONE", "This invitation was already accepted."],
  "invitation.rejected": ["GONE", "This invitation was declined."],
  "invitation.revoked": ["GONE", "This invitation was revoked. Ask the person who invited you for a new one."],
  "invitation.expired": ["GONE", "This invitation has expired. Ask the person who invited you for a new one."],
  "invitation.inviterGone": [
    "GONE",
    "The person who invited you may no longer invite people. Ask for a new invitation.",
  ],
  "invitation.wrongAddress": [
    "FORBIDDEN",
    "This invitation is for another e-mail address. Sign in with that address to use it.",
  ],
  "invitation.linkMailed": [
    "CONFLICT",
    "This e-mail was delivered, so its link is only for the person who received it.",
  ],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
