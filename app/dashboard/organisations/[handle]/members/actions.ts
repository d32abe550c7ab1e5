"use server";

import { inviteMember } from "@/lib/invitations/invite";
import { copyInvitationLink, retryInvitationMail, revokeInvitation } from "@/lib/invitations/operations";
import { toAction } from "@/lib/transport/action";

export const inviteMemberAction = toAction(inviteMember);
export const revokeInvitationAction = toAction(revokeInvitation);
export const copyInvitationLinkAction = toAction(copyInvitationLink, { quiet: true });
export const retryInvitationMailAction = toAction(retryInvitationMail);
