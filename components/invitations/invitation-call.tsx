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

/** An invitation that waits for the viewer's answer. */
export function InvitationCall({ invitation, now }: { invitation: WaitingInvitation; now: Date }) {
  const { name, handle, avatar, role, inviterName, expiresAt } = invitation;
  return (
    <Call
      label={`Invitation to ${name}`}
      picture={<Shield handle={handle} name={name} avatar={avatar} size="large" />}
      title={`${name} invites you as ${articled(roleName(role))}`}
      actions={
        <LinkButton href="/dashboard/invitations" variant="main">
          Look at it
        </LinkButton>
      }
    >
      From {inviterName ?? "somebody who has left"}. Expires <Time at={expiresAt} now={now} />.
    </Call>
  );
}
