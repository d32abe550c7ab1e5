import type { z } from "zod";
import { ChangeCleanup } from "@/components/nodes/change-cleanup";
import type { CleanupDraft } from "@/components/nodes/cleanup-dialog";
import { Panel } from "@/components/ui/layout/panel";
import { ExactTime, Time } from "@/components/ui/layout/time";
import type { Outcome } from "@/lib/kernel/errors";
import type { cleanupShape } from "@/lib/nodes/cleanup_shape";
import { sizeWords } from "@/lib/servers/disk";

interface CleanupPanelProps {
  cleanup: z.output<typeof cleanupShape>;
  /** The organisation that it is dedicated to; left out for a shared node, whose policy the portal sets. */
  organisation?: string;
  now: Date;
  /** Left out for users who may only look. */
  set?: (input: CleanupDraft & { organisation: string }) => Promise<Outcome<unknown>>;
}

const policyWords = { off: "Automatic clean-up off", daily: "Cleaned up daily", weekly: "Cleaned up weekly" };

/** A node’s image clean-up policy, and what the last clean-up freed. */
export function CleanupPanel({ cleanup, organisation, now, set }: CleanupPanelProps) {
  const { id, name, policy, lastAt, nextAt, freedBytes, removed, problem } = cleanup;
  return (
    <Panel title={name} about={policyWords[policy]}>
      {(lastAt || nextAt) && (
        <dl className="mb-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-control">
          {lastAt && (
            <>
              <dt className="text-ink-soft">Last</dt>
              <dd>
                <Time at={lastAt} now={now} />: {removed === 0 ? "nothing to remove" : `${removed} removed`},{" "}
                {sizeWords(freedBytes ?? 0)} freed
                {problem && <span className="block text-bad">Didn’t finish: {problem}</span>}
              </dd>
            </>
          )}
          {nextAt && (
            <>
              <dt className="text-ink-soft">Next</dt>
              <dd>
                <ExactTime at={nextAt} />
              </dd>
            </>
          )}
        </dl>
      )}
      {set && <ChangeCleanup name={name} draft={{ organisation, node: id, policy }} set={set} />}
    </Panel>
  );
}
