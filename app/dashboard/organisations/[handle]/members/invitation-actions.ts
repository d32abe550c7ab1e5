import {
  copyInvitationLinkAction,
  resendInvitationAction,
  retryInvitationMailAction,
  revokeInvitationAction,
  sendInvitationAction,
} from "@/app/dashboard/organisations/[handle]/members/actions";
import type { InvitationActions } from "@/components/invitations/invitation-menu";

/** What can be done with an invitation, for both pages that list them. */
export const invitationActions: InvitationActions = {
  revoke: revokeInvitationAction,
  copyLink: copyInvitationLinkAction,
  retryMail: retryInvitationMailAction,
  resend: resendInvitationAction,
  send: sendInvitationAction,
};
