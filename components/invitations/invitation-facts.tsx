import { ExactTime, Time } from "@/components/ui/layout/time";
import { Line, Lines } from "@/components/ui/table/lines";
import { roleName } from "@/lib/access";

interface InvitationFactsProps {
  invitation: {
    email: string;
    role: string;
    expiresAt: Date;
    inviter: { name: string } | null;
    /** Why it can no longer be answered. */
    problem: { reason?: string } | null;
    organisation: { name: string; handle: string; memberCount: number; secondFactorRequired: boolean };
  };
  now: Date;
}

const roleHelp: Partial<Record<string, string>> = {
  admin: "Manages members and everything else except the organisation itself.",
  member: "Can see and use what is here.",
};

/** What an invitation offers, or offered before it ended. */
export function InvitationFacts({ invitation, now }: InvitationFactsProps) {
  const { email, role, expiresAt, inviter, organisation, problem } = invitation;
  const { memberCount, secondFactorRequired } = organisation;
  return (
    <Lines>
      <Line label="Organisation" under={memberCount === 1 ? "1 member" : `${memberCount} members`}>
        {organisation.name} <span className="font-mono text-sm text-ink-soft">{organisation.handle}</span>
      </Line>
      <Line label="Invited by">{inviter?.name ?? "A former member"}</Line>
      <Line label="Your role" under={roleHelp[role] ?? "A custom role of this organisation."}>
        {roleName(role)}
      </Line>
      {secondFactorRequired && !problem && (
        <Line label="Second factor" under="It opens once your account has one, which takes a minute to add.">
          Required
        </Line>
      )}
      <Line label="Sent to">{email}</Line>
      {(!problem || problem.reason === "invitation.expired") && (
        <Line label={problem ? "Expired" : "Expires"} under={<ExactTime at={expiresAt} />}>
          <Time at={expiresAt} now={now} />
        </Line>
      )}
    </Lines>
  );
}
