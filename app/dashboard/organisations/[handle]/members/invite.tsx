import {
  addMemberAction,
  inviteMemberAction,
  inviteMembersAction,
  revokeInvitationAction,
} from "@/app/dashboard/organisations/[handle]/members/actions";
import type { openedOrganisation } from "@/app/dashboard/organisations/[handle]/opened";
import { givableRoles } from "@/app/dashboard/organisations/[handle]/roles/givable";
import { InviteButton } from "@/components/invitations/invite-button";
import type { InviteActions } from "@/components/invitations/inviting";
import { canMail } from "@/lib/env";

interface InviteProps {
  organisation: Awaited<ReturnType<typeof openedOrganisation>>;
}

const actions: InviteActions = {
  invite: inviteMemberAction,
  inviteMany: inviteMembersAction,
  add: addMemberAction,
  revoke: revokeInvitationAction,
};

/** For those who may invite: the button, with what the viewer may give. */
export async function Invite({ organisation }: InviteProps) {
  const { id, name, defaultRole } = organisation;
  return (
    <InviteButton
      place={{
        organisation: id,
        name,
        roles: (await givableRoles(organisation)).map((role) => role.name),
        defaultRole,
        byMail: canMail(),
      }}
      actions={actions}
    />
  );
}
