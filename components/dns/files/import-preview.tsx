"use client";

import { useEffect, useRef } from "react";
import { FileNotes } from "@/components/dns/files/file-notes";
import type { ImportPreview } from "@/components/dns/files/import-actions";
import { DiffList } from "@/components/dns/records/diff-list";
import { Button } from "@/components/ui/button/button";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Notice } from "@/components/ui/message/notice";

interface ImportPreviewPanelProps {
  preview: ImportPreview;
  /** Whether somebody has said yes to changing much of the zone. */
  sure: boolean;
  onSure: (sure: boolean) => void;
  problem?: string;
  pending: boolean;
  take: () => void;
  back: () => void;
}

const counted = (amount: number) => amount.toLocaleString("en-GB");

/** What a text would make of the zone, before anything of it is taken. */
export function ImportPreviewPanel({ preview, sure, onSure, problem, pending, take, back }: ImportPreviewPanelProps) {
  const { diff, warnings, recordsBefore, recordsAfter, asksOnceMore } = preview;
  const box = useRef<HTMLElement>(null);
  // The button that was pressed is gone: what it brought is read next.
  useEffect(() => box.current?.focus(), []);
  const isSame = diff.added + diff.removed === 0;
  return (
    <section ref={box} tabIndex={-1} aria-label="What would change" className="grid gap-4 focus:outline-none">
      <p role="status" className="text-control">
        {isSame
          ? "The zone has exactly these records already."
          : `${counted(diff.added)} added, ${counted(diff.removed)} removed: ${counted(recordsAfter)} records instead of ${counted(recordsBefore)}.`}
      </p>
      {!isSame && <DiffList label="What would change" diff={diff} />}
      <FileNotes tone="warn" title="Good to know" notes={warnings} />
      {asksOnceMore && !isSame && (
        <Notice tone="warn" title="This changes much of the zone">
          More than 30 % of its records would go or be others.
          <div className="mt-2">
            <Checkbox
              label="I have looked at the changes and mean them"
              checked={sure}
              onChange={(event) => onSure(event.target.checked)}
            />
          </div>
        </Notice>
      )}
      {problem && (
        <Notice tone="bad" role="alert">
          {problem}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        {!isSame && (
          <Button variant="main" busy={pending} aria-disabled={asksOnceMore && !sure ? true : undefined} onClick={take}>
            Take these changes
          </Button>
        )}
        <Button onClick={back}>Back to the text</Button>
      </div>
    </section>
  );
}
