"use client";

import { Button } from "@/components/ui/button/button";
import { CopyField } from "@/components/ui/button/copy-field";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";

export interface LinkDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** Who may get the link, and what it does. */
  description: string;
  link: string;
}

/** A link to pass on, shown on request. Fetched on demand. */
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
