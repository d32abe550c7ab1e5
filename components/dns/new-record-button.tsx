"use client";

import type { NewRecordDialogProps } from "@/components/dns/new-record-dialog";
import type { RecordPlace } from "@/components/dns/records";
import { NewButton } from "@/components/ui/new-button";
import { onDemand } from "@/components/ui/on-demand";

const NewRecordDialog = onDemand<NewRecordDialogProps>(() => import("@/components/dns/new-record-dialog"));

export function NewRecordButton({ place }: { place: RecordPlace }) {
  return (
    <NewButton label="Add a record" prepare={NewRecordDialog.prepare}>
      {(opening) => <NewRecordDialog {...opening} place={place} />}
    </NewButton>
  );
}
