import { z } from "zod";
import { listTokens, revokeToken } from "@/lib/api_tokens/operations";
import { organisationTokenShape } from "@/lib/api_tokens/shape";
import { withAvatarUrl } from "@/lib/avatars/url";
import { done, line, made, one, pages, type Rest } from "@/lib/doors/rest/line";
import { acceptInvitation, listMyInvitations, rejectInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember, inviteMembers } from "@/lib/invitations/invite_operations";
import {
  copyInvitationLink,
  listInvitations,
  resendInvitation,
  retryInvitationMail,
  revokeInvitation,
} from "@/lib/invitations/operations";
import {
  declinedShape,
  invitedShape,
  joinedShape,
  linkShape,
  listedInvitationShape,
  myInvitationShape,
  sentInvitationShape,
} from "@/lib/invitations/shape";
import { addMember, changeRole, leaveOrganisation, removeMember } from "@/lib/members/change_operations";
import { listMembers, readMember } from "@/lib/members/operations";
import { addedMemberShape, memberPageShape, memberShape, roleChangeShape } from "@/lib/members/shape";
import { acceptJoinRequest, declineJoinRequest, listJoinRequests } from "@/lib/own_sign_in/request_operations";
import { joinRequestShape, letInShape } from "@/lib/own_sign_in/shape";
import { createRole, deleteRole, listRoles, updateRole } from "@/lib/roles/operations";
import { roleShape } from "@/lib/roles/shape";

const invite = `${one}/invite/:invitation`;

/** Members, roles and invitations. */
export const peopleLines: Rest[] = [
  line(
    "GET",
    "/organisations/invites",
    "List your pending invitations",
    listMyInvitations,
    z.array(myInvitationShape),
    {
      show: (invitations) => invitations.map(withAvatarUrl),
    },
  ),
  line("POST", "/organisations/invites/:invitation/accept", "Accept an invitation", acceptInvitation, joinedShape),
  line("POST", "/organisations/invites/:invitation/reject", "Decline an invitation", rejectInvitation, declinedShape),
  line(
    "POST",
    "/organisations/accept-invite",
    "Accept an invitation by its link’s token",
    acceptInvitation,
    joinedShape,
  ),
  pages(`${one}/users`, "List members", listMembers, memberShape, withAvatarUrl),
  line("GET", `${one}/users/:userId`, "Read a member", readMember, memberPageShape, { show: withAvatarUrl }),
  line("PUT", `${one}/users/:userId/role`, "Change a member’s role", changeRole, roleChangeShape),
  done("DELETE", `${one}/users/:userId`, "Remove a member", removeMember),
  line("POST", `${one}/add-user`, "Add an existing user", addMember, addedMemberShape, made),
  done("POST", `${one}/leave`, "Leave an organisation", leaveOrganisation),
  line("GET", `${one}/roles`, "List roles", listRoles, z.array(roleShape)),
  line("POST", `${one}/roles`, "Create a role", createRole, roleShape, made),
  line("PUT", `${one}/roles/:role`, "Edit a role", updateRole, roleShape),
  done("DELETE", `${one}/roles/:role`, "Delete a role", deleteRole),
  pages(`${one}/invites`, "List invitations", listInvitations, listedInvitationShape),
  line("POST", `${one}/invite`, "Invite up to fifty people", inviteMembers, invitedShape, {
    ...made,
    word: "invitations",
  }),
  line("POST", `${one}/invite`, "Invite somebody", inviteMember, sentInvitationShape, made),
  done("DELETE", invite, "Revoke an invitation", revokeInvitation),
  line("POST", `${invite}/resend`, "Resend an invitation", resendInvitation, sentInvitationShape),
  line("POST", `${invite}/link`, "Read an invitation’s link", copyInvitationLink, linkShape),
  done("POST", `${invite}/retry`, "Retry an invitation’s e-mail", retryInvitationMail),
  line("GET", `${one}/join-requests`, "List requests to join", listJoinRequests, z.array(joinRequestShape)),
  line("POST", `${one}/join-requests/:joinRequest/accept`, "Accept a request to join", acceptJoinRequest, letInShape),
  done("POST", `${one}/join-requests/:joinRequest/decline`, "Decline a request to join", declineJoinRequest),
  line("GET", `${one}/tokens`, "List an organisation’s tokens", listTokens, z.array(organisationTokenShape), {
    show: (tokens) => tokens.map(withAvatarUrl),
  }),
  done("DELETE", `${one}/tokens/:id`, "Revoke a member’s token", revokeToken),
];
