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
  };
  /** Why the role can't be changed by whoever looks. */
  note?: string;
  now: Date;
}

export function MemberFacts({ member, note, now }: MemberFactsProps) {
  const { isSelf, email, orgRole, joinedAt, openedAt, isDefault, narrowed, projects } = member;
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
      {email && <Line label="Address">{email}</Line>}
      <Line label="Joined">
        <Time at={joinedAt} now={now} />
      </Line>
      <Line label="Last here" under={isDefault ? "A new sign-in starts here." : undefined}>
        {openedAt ? <Time at={openedAt} now={now} /> : "not yet"}
      </Line>
    </Lines>
  );
}

const onlyThese = (isSelf: boolean) =>
  `Only these, and what is in them: the others don’t exist for ${isSelf ? "you" : "this person"}.`;
// Whoever looks may be limited too.
const noneLeft = "Every project that this membership was limited to is gone, or you don’t see it.";
