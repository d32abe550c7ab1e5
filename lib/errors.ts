import { accountReasons } from "@/lib/accounts/reasons";
import { tokenReasons } from "@/lib/api_tokens/reasons";
import { avatarReasons } from "@/lib/avatars/reasons";
import { requestReasons } from "@/lib/doors/rest/reasons";
import { eventReasons } from "@/lib/events/reasons";
import { fileReasons } from "@/lib/files/reasons";
import { invitationReasons } from "@/lib/invitations/reasons";
import { type ErrorCode, kernelReasons, type More, Refusal } from "@/lib/kernel/errors";
import { mailReasons } from "@/lib/mails/reasons";
import { memberReasons } from "@/lib/members/reasons";
import { nodeReasons } from "@/lib/nodes/reasons";
import { organisationReasons } from "@/lib/organisations/reasons";
import { projectReasons } from "@/lib/projects/reasons";
import { roleReasons } from "@/lib/roles/reasons";
import { serverReasons } from "@/lib/servers/reasons";
import { smtpServerReasons } from "@/lib/smtp_servers/reasons";
import { webhookReasons } from "@/lib/webhooks/reasons";
import { zoneReasons } from "@/lib/zones/reasons";

/** Every reason with its code and the words that a person reads: the kernel’s own, and those that each domain brings. */
export const reasons = {
  ...kernelReasons,
  ...accountReasons,
  ...tokenReasons,
  ...requestReasons,
  ...eventReasons,
  ...fileReasons,
  ...invitationReasons,
  ...mailReasons,
  ...memberReasons,
  ...nodeReasons,
  ...organisationReasons,
  ...avatarReasons,
  ...projectReasons,
  ...smtpServerReasons,
  ...roleReasons,
  ...serverReasons,
  ...webhookReasons,
  ...zoneReasons,

  "address.unknown": ["UPSTREAM", "There is no machine of this name. Check how it is written."],
  "address.private": [
    "FORBIDDEN",
    "This leads to a private address, which this portal doesn’t connect to. Use one that is on the open internet, or ask the portal’s administrator.",
  ],
  "secret.unreadable": [
    "CONFLICT",
    "The stored password can’t be read any more: the portal’s encryption key was changed. Give the password again.",
  ],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
export type Reason = keyof typeof reasons;

export const isReason = (text: string): text is Reason => Object.hasOwn(reasons, text);

/** The refusal that operations throw: by its reason, whose code and words are in the table. */
export class AppError extends Refusal {
  declare readonly reason: Reason;

  constructor(reason: Reason, more?: More) {
    super(reason, reasons[reason], more);
    this.name = "AppError";
  }
}

/** Refuses at a field: the form shows the wording there, and the reason stays exact. */
export function fieldError(
  reason: Reason,
  field: string,
  message: string = reasons[reason][1],
  subject?: string,
): AppError {
  return new AppError(reason, { message, fields: { [field]: [message] }, subject });
}
