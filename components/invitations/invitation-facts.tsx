import { ExactTime, Time } from "@/components/ui/layout/time";
import { Line, Lines } from "@/components/ui/table/lines";
import { roleName } from "@/lib/access";

interface InvitationFactsProps {
  invitation: {
    email: string;
    role: string;
    expiresAt: Date;
    inviter: { name: string } | null;
    /** Why it can’t be answered any more. */
    problem: { reason?: string } | null;
    organisation: { name: string; handle: string; memberCount: number };
  };
  now: Date;
}

const roleHelp: Partial<Record<string, string>> = {
  admin: "Manages members and everything else except the organisation itself.",
  member: "Sees what is here and works with it.",
};

/** What an invitation offers, before it is answered, or offered until it ended. */
export function InvitationFacts({ invitation, now }: InvitationFactsProps) {
  const { email, role, expiresAt, inviter, organisation, problem } = invitation;
  const { memberCount } = organisation;
  return (
    <Lines>
      <Line label="Organisation" under={memberCount === 1 ? "1 member" : `${memberCount} members`}>
        {organisation.name} <span className="font-mono text-sm text-ink-soft">{organisation.handle}</span>
      </Line>
      <Line label="Invited by">{inviter?.name ?? "Somebody who has left"}</Line>
      <Line label="Your role" under={roleHelp[role] ?? "A role that this organisation made itself."}>
        {roleName(role)}
      </Line>
      <Line label="For">{email}</Line>
      {(!problem || problem.reason === "invitation.expired") && (
        <Line label={problem ? "Ran out" : "Answer by"} under={<ExactTime at={expiresAt} />}>
          <Time at={expiresAt} now={now} />
        </Line>
      )}
    </Lines>
  );
}
