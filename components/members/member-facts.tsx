import type { ReactNode } from "react";
import { Time } from "@/components/ui/layout/time";
import { Line, Lines } from "@/components/ui/table/lines";
import { roleName } from "@/lib/access";

interface MemberFactsProps {
  member: {
    isSelf: boolean;
    email: string | null;
    orgRole: string;
    joinedAt: Date;
    openedAt: Date | null;
    isDefault: boolean;
    narrowed: boolean | null;
    projects: { name: string }[] | null;
    hasSecondFactor: boolean | null;
  };
  /** Why the viewer can't change the role. */
  note?: ReactNode;
  now: Date;
}

export function MemberFacts({ member, note, now }: MemberFactsProps) {
  const { isSelf, email, orgRole, joinedAt, openedAt, isDefault, narrowed, projects, hasSecondFactor } = member;
  return (
    <Lines>
      <Line label="Role" under={note}>
        {roleName(orgRole)}
      </Line>
      {narrowed && (
        <Line label="Projects" under={projects?.length ? onlyThese(isSelf) : noneLeft}>
          {projects?.map(({ name }) => name).join(", ") || "None"}
        </Line>
      )}
      {email && <Line label="E-mail">{email}</Line>}
      {hasSecondFactor !== null && <Line label="Second factor">{hasSecondFactor ? "On" : "None"}</Line>}
      <Line label="Joined">
        <Time at={joinedAt} now={now} />
      </Line>
      <Line label="Last active" under={isDefault ? "A new sign-in starts here." : undefined}>
        {openedAt ? <Time at={openedAt} now={now} /> : "never"}
      </Line>
    </Lines>
  );
}

const onlyThese = (isSelf: boolean) => `${isSelf ? "You" : "They"} can’t see any other project.`;
// The viewer may be restricted too.
const noneLeft = "The projects that this member was restricted to no longer exist, or you can’t see them.";
