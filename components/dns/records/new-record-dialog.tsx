"use client";

import { useMemo, useRef, useState } from "react";
import { namesIn, sayAdded } from "@/components/dns/records/record-actions";
import { RecordForm } from "@/components/dns/records/record-form";
import type { RecordPlace } from "@/components/dns/records/records";
import { SubmitButton } from "@/components/forms/form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog/dialog";

export interface NewRecordDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  place: RecordPlace;
}

/** Adds records, several in a row if wanted. Loaded when it is first opened. */
export default function NewRecordDialog({ open, onOpenChange, place }: NewRecordDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add a record"
      description={`Names are relative to ${place.zone}; use @ for the root.`}
    >
      <NewRecord place={place} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function NewRecord({ place, close }: { place: RecordPlace; close: () => void }) {
  const { organisation, zone, actions } = place;
  const goOn = useRef(false);
  const names = useMemo(() => namesIn(place), [place]);
  const [round, setRound] = useState({ number: 0, name: "", type: "A" });
  return (
    <RecordForm
      key={round.number}
      zone={zone}
      namesOf={names}
      alias={place.alias}
      begin={round}
      save={(record) => actions.add({ organisation, zone, ...record })}
      onSaved={(saved, { name, type }) => {
        sayAdded(place, saved);
        if (goOn.current) setRound({ number: round.number + 1, name, type });
        else close();
      }}
      onLeft={close}
      className="grid gap-4 px-6 pt-4 pb-6"
    >
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton
          variant="default"
          onClick={() => {
            goOn.current = true;
          }}
        >
          Save and add another
        </SubmitButton>
        <SubmitButton
          onClick={() => {
            goOn.current = false;
          }}
        >
          Add record
        </SubmitButton>
      </DialogFoot>
    </RecordForm>
  );
}
