"use client";

import { Pencil } from "lucide-react";
import { type ComponentType, lazy, type ReactNode, Suspense, useRef, useState } from "react";
import type { RecordEditorProps } from "@/components/dns/records/record-editor";
import type { ListedRecord, RecordPlace } from "@/components/dns/records/records";
import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";
import { sayRefused } from "@/components/ui/message/toast";

const load = () => import("@/components/dns/records/record-editor");
const RecordEditor = lazy<ComponentType<RecordEditorProps>>(load);
const prepare = () => void load().catch(() => undefined);

interface RecordRowProps {
  place: RecordPlace;
  record: ListedRecord;
  /** The other contents of its RRset that the page shows. */
  siblings: string[];
  /** "Edit www A". */
  label: string;
  /** The cells that show the record. */
  children: ReactNode;
}

/** A record in the list; while it is edited, the same row holds the form. */
export function RecordRow({ place, record, siblings, label, children }: RecordRowProps) {
  const [editing, setEditing] = useState(false);
  const pen = useRef<HTMLButtonElement>(null);
  const open = () =>
    load().then(
      () => setEditing(true),
      () => sayRefused("Couldn’t reach Guildhall. Reload the page and try again."),
    );
  const close = () => {
    setEditing(false);
    setTimeout(() => (pen.current ?? document.getElementById("content"))?.focus());
  };
  const cells = (
    <>
      {children}
      <td role="cell" className="cell is-menu">
        <Button
          ref={pen}
          variant="quiet"
          size="icon"
          aria-label={label}
          onPointerEnter={prepare}
          onFocus={prepare}
          onClick={open}
          className="noscript:hidden"
        >
          <Icon of={Pencil} />
        </Button>
      </td>
    </>
  );
  if (!editing) return <tr role="row">{cells}</tr>;
  return (
    <Suspense fallback={<tr role="row">{cells}</tr>}>
      <tr role="row" className="is-editing">
        <td role="cell" colSpan={5} className="cell">
          <RecordEditor place={place} record={record} siblings={siblings} close={close} />
        </td>
      </tr>
    </Suspense>
  );
}
