import type { AppError, Reason } from "@/lib/errors";

type Wordings = Partial<Record<Reason, string>>;

/** Wordings that clients of these procedures look for; everything else keeps its own words. */
const wordings: Record<string, Wordings> = {
  "organization.update": { "permission.missing": "Only the organization owner can update it" },
  "organization.one": { unknown: "Organization not found" },
  "organization.inviteMember": {
    "invitation.member": "User is already a member of this organization",
    "invitation.pending": "An invitation has already been sent to this email",
    "invitation.owner": "Cannot invite a user with the owner role",
  },
  "organization.removeInvitation": { unknown: "Invitation not found" },
};

/** What a procedure says of a refusal. */
export function messageOf(procedure: string, { reason, message }: AppError): string {
  return wordings[procedure]?.[reason] ?? message;
}
