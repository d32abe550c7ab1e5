"use client";

import { Button } from "@/components/ui/button/button";
import { CopyField } from "@/components/ui/button/copy-field";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";

export interface LinkDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** Who may have it, and what it does. */
  description: string;
  link: string;
}

/** A link to hand on, shown once it was asked for. Fetched on demand by whoever opens it. */
export default function LinkDialog({ link, ...dialog }: LinkDialogProps) {
  return (
    <Dialog {...dialog}>
      <DialogBody>
        <CopyField label="Link" value={link} copyLabel="Copy link" />
      </DialogBody>
      <DialogFoot>
        <Button onClick={() => dialog.onOpenChange(false)}>Done</Button>
      </DialogFoot>
    </Dialog>
  );
}
