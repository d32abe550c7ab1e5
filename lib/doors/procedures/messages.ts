import type { Reason } from "@/lib/errors";
import type { Refusal } from "@/lib/kernel/errors";

type Wordings = Partial<Record<Reason, string | ((subject: string) => string)>>;

const notFound = {
  "provider.unknown": "Notification not found",
  "webhook.unknown": "Notification not found",
};

/** Messages that clients of these procedures look for; all others keep our words. */
const wordings: Record<string, Wordings> = {
  "organization.update": {
    "permission.missing": "Only the organization owner can update it",
    unknown: "Organization not found",
    "role.owner": "Cannot set owner as the default role",
    "role.unknown": (role) => `Role "${role}" not found`,
  },
  "organization.delete": {
    "permission.missing": "Only the organization owner can delete it",
    "organisation.lastOwned": "You must maintain at least one organization where you are the owner",
    unknown: "Organization not found",
  },
  "organization.one": { unknown: "Organization not found" },
  "organization.setDefault": { unknown: "Organization not found" },
  "organization.inviteMember": {
    "invitation.member": "User is already a member of this organization",
    "invitation.pending": "An invitation has already been sent to this email",
    "role.owner": "Cannot invite a user with the owner role",
    "role.unknown": (role) => `Role "${role}" not found`,
  },
  "organization.updateMemberRole": {
    unknown: "Member not found",
    "member.ownRole": "You cannot change your own role",
    "member.owner": "The owner role is nontransferable",
    "member.ceiling": "Only the organization owner can change admin roles. Admins can only modify member roles.",
    "role.ceiling": "Only the organization owner can change admin roles. Admins can only modify member roles.",
    "role.unknown": (role) => `Role "${role}" not found`,
  },
  "user.one": { unknown: "User not found in this organization" },
  "user.remove": {
    unknown: "Target user is not a member of this organization",
    "member.owner": "You cannot delete the organization owner",
  },
  "notification.one": notFound,
  "notification.remove": notFound,
  "notification.updateEmail": notFound,
  "notification.updateDiscord": notFound,
  "notification.updateSlack": notFound,
  "notification.updateCustom": notFound,
  "user.sendInvitation": { "provider.unknown": "Notification not found", unknown: "Invitation not found" },
  "user.getUserByToken": { unknown: "Invitation not found", "link.invalid": "Invitation not found" },
  "server.one": { "node.unknown": "Server not found" },
  "organization.removeInvitation": { unknown: "Invitation not found" },
};

/** The message of a procedure for a refusal. */
export function messageOf(procedure: string, { reason, message, subject = "" }: Refusal): string {
  const wording = wordings[procedure]?.[reason as Reason];
  return typeof wording === "function" ? wording(subject) : (wording ?? message);
}
