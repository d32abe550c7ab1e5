"use server";

import { toAction } from "@/lib/doors/action/action";
import { inviteMember, inviteMembers } from "@/lib/invitations/invite_operations";
import {
  copyInvitationLink,
  resendInvitation,
  retryInvitationMail,
  revokeInvitation,
} from "@/lib/invitations/operations";
import { sendInvitation } from "@/lib/invitations/send_operations";
import { addMember, changeRole, leaveOrganisation, removeMember } from "@/lib/members/change_operations";
import { readMember } from "@/lib/members/operations";
import { narrowMember } from "@/lib/members/project_operations";
import { acceptJoinRequest, declineJoinRequest } from "@/lib/own_sign_in/request_operations";
import { listProjects } from "@/lib/projects/operations";

export const inviteMemberAction = toAction(inviteMember);
export const inviteMembersAction = toAction(inviteMembers);
export const addMemberAction = toAction(addMember);
export const revokeInvitationAction = toAction(revokeInvitation);
export const resendInvitationAction = toAction(resendInvitation);
export const copyInvitationLinkAction = toAction(copyInvitationLink, { quiet: true });
export const sendInvitationAction = toAction(sendInvitation);
export const retryInvitationMailAction = toAction(retryInvitationMail);
export const readMemberAction = toAction(readMember);
export const listProjectsAction = toAction(listProjects);
export const narrowMemberAction = toAction(narrowMember);
export const changeRoleAction = toAction(changeRole);
// Quiet: the page may be the removed member's own.
export const removeMemberAction = toAction(removeMember, { quiet: true });
export const leaveOrganisationAction = toAction(leaveOrganisation, { quiet: true });
export const acceptJoinRequestAction = toAction(acceptJoinRequest);
export const declineJoinRequestAction = toAction(declineJoinRequest);
