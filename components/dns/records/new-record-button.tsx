"use client";

import type { NewRecordDialogProps } from "@/components/dns/records/new-record-dialog";
import type { RecordPlace } from "@/components/dns/records/records";
import { NewButton } from "@/components/ui/button/new-button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const NewRecordDialog = onDemand<NewRecordDialogProps>(() => import("@/components/dns/records/new-record-dialog"));

export function NewRecordButton({ place }: { place: RecordPlace }) {
  return (
    <NewButton label="Add a record" prepare={NewRecordDialog.prepare}>
      {(opening) => <NewRecordDialog {...opening} place={place} />}
    </NewButton>
  );
}
