import {
  addMemberAction,
  inviteMemberAction,
  inviteMembersAction,
  revokeInvitationAction,
} from "@/app/dashboard/organisations/[handle]/members/actions";
import type { openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { rolesToGive } from "@/app/dashboard/organisations/[handle]/roles/roles-to-give";
import type { InviteActions } from "@/components/invitations/actions";
import { InviteButton } from "@/components/invitations/invite-button";
import { canMail } from "@/lib/env";

interface InviteProps {
  organisation: Awaited<ReturnType<typeof openOrganisation>>;
}

const actions: InviteActions = {
  invite: inviteMemberAction,
  inviteMany: inviteMembersAction,
  add: addMemberAction,
  revoke: revokeInvitationAction,
};

/** The button for viewers who may invite, with the roles that they may assign. */
export async function Invite({ organisation }: InviteProps) {
  const { id, name, defaultRole } = organisation;
  return (
    <InviteButton
      place={{
        organisation: id,
        name,
        roles: (await rolesToGive(organisation)).map((role) => role.name),
        defaultRole,
        byMail: canMail(),
      }}
      actions={actions}
    />
  );
}
