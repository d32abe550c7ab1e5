"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { Notice } from "@/components/ui/message/notice";
import type { Outcome } from "@/lib/kernel/errors";

interface Chains {
  chains: number;
  broken: number;
  breaks: { chain: string; seq: number; what: string }[];
}

const words: Record<string, string> = {
  edited: "was changed",
  gap: "comes after missing entries",
  unlinked: "doesn’t follow from the one before",
  "end missing": "should be the last one and isn’t",
  "chain unknown": "belongs to a log that isn’t known",
};

/** Checks every log of the portal when asked: it reads all of them. */
export function CheckChains({ check }: { check: (input: Record<string, never>) => Promise<Outcome<Chains>> }) {
  const [act, pending] = useAction();
  const [found, setFound] = useState<Chains>();
  return (
    <div className="mb-6 grid max-w-[40rem] gap-3 noscript:hidden">
      <div>
        <Button busy={pending} onClick={() => act(() => check({}), setFound)}>
          Check all logs
        </Button>
      </div>
      {found?.broken === 0 && (
        <Notice tone="good" role="status" title="Every log is intact">
          {found.chains === 1 ? "1 log was checked" : `${found.chains.toLocaleString("en-GB")} logs were checked`}:
          nobody changed or removed an entry.
        </Notice>
      )}
      {found !== undefined && found.broken > 0 && (
        <Notice
          tone="bad"
          role="alert"
          title={found.broken === 1 ? "1 entry is wrong" : `${found.broken} entries are wrong`}
        >
          <ul className="list-inside list-disc wrap-anywhere">
            {found.breaks.map(({ chain, seq, what }) => (
              <li key={`${chain} ${seq} ${what}`}>
                Entry {seq} of <code>{chain}</code> {words[what] ?? what}
              </li>
            ))}
          </ul>
          {found.broken > found.breaks.length && <p>And more.</p>}
        </Notice>
      )}
    </div>
  );
}
