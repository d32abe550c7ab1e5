"use server";

import { copyInvitationLink, inviteMember, retryInvitationMail, revokeInvitation } from "@/lib/invitations/operations";
import { toAction } from "@/lib/transport/action";

export const inviteMemberAction = toAction(inviteMember);
export const revokeInvitationAction = toAction(revokeInvitation);
export const copyInvitationLinkAction = toAction(copyInvitationLink, { quiet: true });
export const retryInvitationMailAction = toAction(retryInvitationMail);
