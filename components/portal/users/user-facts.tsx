import { UserState } from "@/components/portal/users/user-state";
import { Time } from "@/components/ui/layout/time";
import { Line, Lines } from "@/components/ui/table/lines";

interface UserFactsProps {
  user: {
    id: string;
    email: string;
    verifiedAt: Date | null;
    secondFactorEnabledAt: Date | null;
    disabledAt: Date | null;
    leavingUntil: Date | null;
    portalAdmin: boolean;
    createdAt: Date;
    lastUsedAt: Date | null;
    tokenCount: number;
  };
  now: Date;
}

export function UserFacts({ user, now }: UserFactsProps) {
  const { id, email, verifiedAt, secondFactorEnabledAt, createdAt, lastUsedAt, tokenCount } = user;
  return (
    <Lines>
      <Line label="E-mail">{email}</Line>
      <Line label="State">
        <UserState user={{ ...user, verified: verifiedAt !== null }} />
      </Line>
      <Line label="Created">
        <Time at={createdAt} now={now} />
      </Line>
      <Line label="Last active">{lastUsedAt ? <Time at={lastUsedAt} now={now} /> : "not signed in"}</Line>
      <Line label="Second factor">
        {secondFactorEnabledAt ? (
          <>
            since <Time at={secondFactorEnabledAt} now={now} />
          </>
        ) : (
          "none"
        )}
      </Line>
      <Line label="Access tokens">{tokenCount === 0 ? "none" : tokenCount}</Line>
      <Line label="Id">
        <code className="text-sm">{id}</code>
      </Line>
    </Lines>
  );
}
