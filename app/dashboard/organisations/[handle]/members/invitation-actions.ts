import {
  copyInvitationLinkAction,
  resendInvitationAction,
  retryInvitationMailAction,
  revokeInvitationAction,
  sendInvitationAction,
} from "@/app/dashboard/organisations/[handle]/members/actions";
import type { InvitationActions } from "@/components/invitations/invitation-menu";

/** The actions on an invitation, for both pages that list them. */
export const invitationActions: InvitationActions = {
  revoke: revokeInvitationAction,
  copyLink: copyInvitationLinkAction,
  retryMail: retryInvitationMailAction,
  resend: resendInvitationAction,
  send: sendInvitationAction,
};
