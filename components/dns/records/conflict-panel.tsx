"use client";

import { Button } from "@/components/ui/button/button";
import { Notice } from "@/components/ui/message/notice";

interface ConflictPanelProps {
  /** The current records, as people type them; empty if they were deleted. */
  newer: string[];
  pending: boolean;
  useTheirs: () => void;
  keepMine: () => void;
}

/** Somebody else saved the same records in the meantime: shows theirs beside what was typed, so that neither is lost unasked. */
export function ConflictPanel({ newer, pending, useTheirs, keepMine }: ConflictPanelProps) {
  return (
    <Notice
      tone="warn"
      role="alert"
      title="Somebody else edited this in the meantime"
      actions={
        <>
          <Button size="small" onClick={useTheirs}>
            Use theirs
          </Button>
          <Button size="small" busy={pending} onClick={keepMine}>
            Keep mine
          </Button>
        </>
      }
    >
      {newer.length > 0 ? (
        <>
          It is now:
          {newer.map((content) => (
            <code key={content} className="block wrap-anywhere">
              {content}
            </code>
          ))}
        </>
      ) : (
        "It has been deleted. Keeping yours recreates it."
      )}
    </Notice>
  );
}
