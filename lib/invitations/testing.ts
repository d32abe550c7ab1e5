import { newMember, newOrganisation, sudo } from "@/db/testing";
import type { Role } from "@/lib/access";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { linkToken } from "@/lib/tokens";

/** The two links of an invitation, as input: from its mail, and as copied from the list. */
export const mailed = (id: string) => ({ token: linkToken("invitation.mail", id) });
export const copied = (id: string) => ({ token: linkToken("invitation.copy", id) });

let count = 0;
export const address = () => `guest-${++count}@example.org`;

/** An organisation with one pending invitation. */
export async function invited(role: Exclude<Role, "owner"> = "member") {
  const founded = await newOrganisation();
  const email = address();
  const invitation = await inviteMember(founded.owner, { ...founded.ref, email, role });
  return { ...founded, email, invitation };
}

/** Replaces the owner, so that the inviter becomes a plain member. */
export async function demote(organisationId: string, inviter: string) {
  const { userId } = (await newMember(organisationId, "member")).actor;
  await sudo(`begin; update members set role = 'member' where organisation_id = '${organisationId}' and user_id = '${inviter}';
    update members set role = 'owner' where organisation_id = '${organisationId}' and user_id = '${userId}';
    update organisations set owner_id = '${userId}' where id = '${organisationId}'; commit`);
}
