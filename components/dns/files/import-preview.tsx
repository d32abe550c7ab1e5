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
  /** Whether changing a large part of the zone has been confirmed. */
  sure: boolean;
  onSure: (sure: boolean) => void;
  problem?: string;
  pending: boolean;
  take: () => void;
  back: () => void;
}

const counted = (amount: number) => amount.toLocaleString("en-GB");

/** The changes that a zone file would make, before they are applied. */
export function ImportPreviewPanel({ preview, sure, onSure, problem, pending, take, back }: ImportPreviewPanelProps) {
  const { diff, warnings, recordsBefore, recordsAfter, asksOnceMore } = preview;
  const box = useRef<HTMLElement>(null);
  // The pressed button is gone: its result gets the focus.
  useEffect(() => box.current?.focus(), []);
  const isSame = diff.added + diff.removed === 0;
  return (
    <section ref={box} tabIndex={-1} aria-label="Preview" className="grid gap-4 focus:outline-none">
      <p role="status" className="text-control">
        {isSame
          ? "The zone already has exactly these records."
          : `${counted(diff.added)} added, ${counted(diff.removed)} removed: ${counted(recordsAfter)} records instead of ${counted(recordsBefore)}.`}
      </p>
      {!isSame && <DiffList label="Changes" diff={diff} />}
      <FileNotes tone="warn" title="Warnings" notes={warnings} />
      {asksOnceMore && !isSame && (
        <Notice tone="warn" title="This changes a large part of the zone">
          More than 30 % of its records would be removed or changed.
          <div className="mt-2">
            <Checkbox
              label="I have checked these changes"
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
            Apply changes
          </Button>
        )}
        <Button onClick={back}>Back to the zone file</Button>
      </div>
    </section>
  );
}
