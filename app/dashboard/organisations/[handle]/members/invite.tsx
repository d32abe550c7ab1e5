import { inviteMemberAction, revokeInvitationAction } from "@/app/dashboard/organisations/[handle]/members/actions";
import type { openedOrganisation } from "@/app/dashboard/organisations/[handle]/opened";
import { givableRoles } from "@/app/dashboard/organisations/[handle]/roles/givable";
import { InviteButton } from "@/components/invitations/invite-button";
import { canMail } from "@/lib/env";

interface InviteProps {
  organisation: Awaited<ReturnType<typeof openedOrganisation>>;
}

/** For those who may invite: the button, with what the viewer may give. */
export async function Invite({ organisation }: InviteProps) {
  const { id, name, defaultRole } = organisation;
  return (
    <InviteButton
      organisation={id}
      name={name}
      roles={(await givableRoles(organisation)).map((role) => role.name)}
      defaultRole={defaultRole}
      byMail={canMail()}
      invite={inviteMemberAction}
      revoke={revokeInvitationAction}
    />
  );
}
