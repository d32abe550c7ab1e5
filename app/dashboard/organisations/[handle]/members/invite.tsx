import { inviteMemberAction, revokeInvitationAction } from "@/app/dashboard/organisations/[handle]/members/actions";
import type { openedOrganisation } from "@/app/dashboard/organisations/[handle]/opened";
import { InviteButton } from "@/components/invitations/invite-button";
import { invitableRoles, mayGive } from "@/lib/access";
import { canMail } from "@/lib/env";

interface InviteProps {
  organisation: Awaited<ReturnType<typeof openedOrganisation>>;
}

/** For those who may invite: the button, with what the viewer may give. */
export function Invite({ organisation: { id, name, permissions } }: InviteProps) {
  const roles = invitableRoles.filter((each) => mayGive({ permissions: new Set(permissions) }, each));
  return (
    <InviteButton
      organisation={id}
      name={name}
      roles={roles}
      byMail={canMail()}
      invite={inviteMemberAction}
      revoke={revokeInvitationAction}
    />
  );
}
