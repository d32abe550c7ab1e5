"use client";

import { Button } from "@/components/ui/button/button";
import { Notice } from "@/components/ui/message/notice";

interface ConflictPanelProps {
  /** What the records are by now, as people type them; none: they are gone. */
  newer: string[];
  pending: boolean;
  useTheirs: () => void;
  keepMine: () => void;
}

/** Somebody else saved the same records in the meantime: theirs stand beside what was typed, and neither is lost unasked. */
export function ConflictPanel({ newer, pending, useTheirs, keepMine }: ConflictPanelProps) {
  return (
    <Notice
      tone="warn"
      role="alert"
      title="Somebody else changed this in the meantime"
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
        "It is deleted by now. Keeping yours makes it anew."
      )}
    </Notice>
  );
}
