"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import type { NewRecordDialogProps } from "@/components/dns/new-record-dialog";
import type { RecordPlace } from "@/components/dns/records";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { onDemand } from "@/components/ui/on-demand";

const NewRecordDialog = onDemand<NewRecordDialogProps>(() => import("@/components/dns/new-record-dialog"));

export function NewRecordButton({ place }: { place: RecordPlace }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="main"
        className="noscript:hidden"
        onPointerEnter={NewRecordDialog.prepare}
        onFocus={NewRecordDialog.prepare}
        onClick={() => setOpen(true)}
      >
        <Icon of={Plus} />
        Add a record
      </Button>
      <NewRecordDialog open={open} onOpenChange={setOpen} place={place} />
    </>
  );
}
