import { ExactTime } from "@/components/ui/layout/time";
import { Badge } from "@/components/ui/message/badge";

interface UserStateProps {
  user: { verified: boolean; disabledAt: Date | null; leavingUntil: Date | null; portalAdmin: boolean };
}

/** What differs from most users: nothing for a verified account. */
export function UserState({ user: { verified, disabledAt, leavingUntil, portalAdmin } }: UserStateProps) {
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {disabledAt && (
        <Badge dot tone="bad">
          Disabled
        </Badge>
      )}
      {leavingUntil && (
        <Badge dot tone="warn">
          {/* Wraps, as the times of a list of users do. */}
          <span className="whitespace-normal">
            Leaving until <ExactTime at={leavingUntil} only="day" />
          </span>
        </Badge>
      )}
      {!verified && (
        <Badge dot tone="warn">
          Not verified
        </Badge>
      )}
      {portalAdmin && <Badge tone="note">Administrator</Badge>}
      {verified && !disabledAt && !leavingUntil && !portalAdmin && <span className="text-ink-soft">Verified</span>}
    </span>
  );
}
