import { Time } from "@/components/ui/layout/time";
import { Badge } from "@/components/ui/message/badge";

/** The outcome of the last delivery attempt; null before the first. */
export interface Tried {
  lastState: string | null;
  lastTriedAt: Date | null;
  lastProblem: string | null;
}

export function LastTry({ of: { lastState, lastTriedAt, lastProblem }, now }: { of: Tried; now: Date }) {
  if (lastState === null || lastTriedAt === null) return <span className="text-ink-soft">None yet</span>;
  return (
    <>
      <Badge tone={lastState === "delivered" ? "good" : lastProblem ? "bad" : "plain"} dot>
        {lastState === "delivered" ? "Delivered" : lastProblem ? "Failed" : "Sending"}
      </Badge>{" "}
      <Time at={lastTriedAt} now={now} className="text-sm text-ink-soft" />
      {lastProblem && <span className="text-sm text-ink-soft card:ml-2 row:mt-0.5 row:block">{lastProblem}</span>}
    </>
  );
}
