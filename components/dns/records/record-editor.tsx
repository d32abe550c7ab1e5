"use client";

import { Trash2 } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { namesIn, saveChange, sayChanged, sayRemoved } from "@/components/dns/records/record-actions";
import { RecordForm } from "@/components/dns/records/record-form";
import type { ListedRecord, RecordPlace } from "@/components/dns/records/records";
import { SubmitButton } from "@/components/forms/form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";

export interface RecordEditorProps {
  place: RecordPlace;
  record: ListedRecord;
  /** The other contents of its RRset that the page shows. */
  siblings: string[];
  close: () => void;
}

/** Edits a record in its row. Loaded when it is first needed. */
export default function RecordEditor({ place, record, siblings, close }: RecordEditorProps) {
  const { organisation, zone, version, can, actions } = place;
  const one = { organisation, zone, record: record.id };
  const box = useRef<HTMLDivElement>(null);
  const names = useMemo(() => namesIn(place), [place]);
  const [act, removing] = useAction();
  useEffect(() => {
    // The content is what people edit most often.
    const content = box.current?.querySelector<HTMLElement>("[name^='parts.']");
    content?.focus();
    if (content instanceof HTMLInputElement) content.select();
  }, []);
  const remove = () =>
    act(
      () => actions.remove({ ...one, version }),
      (removed) => {
        sayRemoved(place, removed);
        close();
      },
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles keys of the fields inside
    <div ref={box} onKeyDown={(event) => onKey(event, close)}>
      <RecordForm
        zone={zone}
        namesOf={names}
        former={record}
        save={(to, newer) => saveChange(place, record, siblings, to, newer)}
        lookAgain={async () => {
          const set = await actions.readSet({ organisation, zone, name: record.label, type: record.type });
          return set.ok ? set.data : undefined;
        }}
        onSaved={(saved) => {
          sayChanged(place, record, saved);
          close();
        }}
        onLeft={close}
        className="grid gap-3.5"
      >
        <div className="flex flex-wrap items-center gap-2">
          {can.change && <SubmitButton size="small">Save record</SubmitButton>}
          <Button size="small" variant="quiet" onClick={close}>
            Cancel
          </Button>
          {can.remove && (
            <Button size="small" variant="danger-quiet" busy={removing} onClick={remove}>
              {!removing && <Icon of={Trash2} />}
              Delete record
            </Button>
          )}
          <span className="ml-auto text-sm text-ink-soft card:hidden">{record.type} · Enter saves, Esc cancels</span>
        </div>
      </RecordForm>
    </div>
  );
}

/** Escape closes; Enter also saves in a text area, because a record’s text has no line breaks. */
function onKey(event: KeyboardEvent, close: () => void) {
  if (event.key === "Escape") close();
  if (event.key !== "Enter" || !(event.target instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  event.target.form?.requestSubmit();
}
