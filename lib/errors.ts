import { accountReasons } from "@/lib/accounts/reasons";
import { announcementReasons } from "@/lib/announcements/reasons";
import { tokenReasons } from "@/lib/api_tokens/reasons";
import { avatarReasons } from "@/lib/avatars/reasons";
import { requestReasons } from "@/lib/doors/rest/reasons";
import { eventReasons } from "@/lib/events/reasons";
import { fileReasons } from "@/lib/files/reasons";
import { gatewayReasons } from "@/lib/gateways/reasons";
import { identityReasons } from "@/lib/identities/reasons";
import { invitationReasons } from "@/lib/invitations/reasons";
import { type ErrorCode, kernelReasons, type More, Refusal } from "@/lib/kernel/errors";
import { leavingReasons } from "@/lib/leaving/reasons";
import { mailDomainReasons } from "@/lib/mail_domains/reasons";
import { mailReasons } from "@/lib/mails/reasons";
import { memberReasons } from "@/lib/members/reasons";
import { nodeReasons } from "@/lib/nodes/reasons";
import { organisationReasons } from "@/lib/organisations/reasons";
import { ownSignInReasons } from "@/lib/own_sign_in/reasons";
import { passkeyReasons } from "@/lib/passkeys/reasons";
import { jobReasons } from "@/lib/portal/jobs/reasons";
import { projectReasons } from "@/lib/projects/reasons";
import { roleReasons } from "@/lib/roles/reasons";
import { secondFactorReasons } from "@/lib/second_factors/reasons";
import { serverReasons } from "@/lib/servers/reasons";
import { smtpServerReasons } from "@/lib/smtp_servers/reasons";
import { transferReasons } from "@/lib/transfers/reasons";
import { tunnelReasons } from "@/lib/tunnels/reasons";
import { userReasons } from "@/lib/users/reasons";
import { webhookReasons } from "@/lib/webhooks/reasons";
import { zoneReasons } from "@/lib/zones/reasons";

/** Every reason with its code and its message: the kernel’s own, and those of each domain. */
export const reasons = {
  ...kernelReasons,
  ...accountReasons,
  ...announcementReasons,
  ...tokenReasons,
  ...requestReasons,
  ...eventReasons,
  ...fileReasons,
  ...gatewayReasons,
  ...identityReasons,
  ...invitationReasons,
  ...leavingReasons,
  ...mailDomainReasons,
  ...mailReasons,
  ...memberReasons,
  ...nodeReasons,
  ...organisationReasons,
  ...avatarReasons,
  ...jobReasons,
  ...ownSignInReasons,
  ...passkeyReasons,
  ...projectReasons,
  ...smtpServerReasons,
  ...roleReasons,
  ...secondFactorReasons,
  ...serverReasons,
  ...transferReasons,
  ...tunnelReasons,
  ...userReasons,
  ...webhookReasons,
  ...zoneReasons,

  "address.unknown": ["UPSTREAM", "This host name doesn’t exist. Check the spelling."],
  "address.private": [
    "FORBIDDEN",
    "This is a private address, and this portal doesn’t connect to those. Use a public address, or contact the portal’s administrator.",
  ],
  "secret.unreadable": [
    "CONFLICT",
    "The stored password can’t be read any more: the portal’s encryption key was changed. Enter the password again.",
  ],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
export type Reason = keyof typeof reasons;

export const isReason = (text: string): text is Reason => Object.hasOwn(reasons, text);

/** The refusal that operations throw, by its reason; code and message are in the table. */
export class AppError extends Refusal {
  declare readonly reason: Reason;

  constructor(reason: Reason, more?: More) {
    super(reason, reasons[reason], more);
    this.name = "AppError";
  }
}

/** Refuses at a field: the form shows the message there, and the reason stays exact. */
export function fieldError(
  reason: Reason,
  field: string,
  message: string = reasons[reason][1],
  subject?: string,
): AppError {
  return new AppError(reason, { message, fields: { [field]: [message] }, subject });
}
