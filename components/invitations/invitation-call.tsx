import { Shield } from "@/components/identity/shield";
import { LinkButton } from "@/components/ui/button/link-button";
import { Time } from "@/components/ui/layout/time";
import { Call } from "@/components/ui/message/call";
import { roleName } from "@/lib/access";

export interface WaitingInvitation {
  id: string;
  name: string;
  handle: string;
  avatar: string | null;
  role: string;
  inviterName: string | null;
  expiresAt: Date;
}

const articled = (noun: string) => `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun.toLowerCase()}`;

/** A pending invitation to the viewer. */
export function InvitationCall({ invitation, now }: { invitation: WaitingInvitation; now: Date }) {
  const { name, handle, avatar, role, inviterName, expiresAt } = invitation;
  return (
    <Call
      label={`Invitation to ${name}`}
      picture={<Shield handle={handle} name={name} avatar={avatar} size="large" />}
      title={`${name} invites you as ${articled(roleName(role))}`}
      actions={
        <LinkButton href="/dashboard/invitations" variant="main">
          View
        </LinkButton>
      }
    >
      From {inviterName ?? "a former member"}. Expires <Time at={expiresAt} now={now} />.
    </Call>
  );
}
