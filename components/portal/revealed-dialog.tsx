"use client";

import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog";

export interface RevealedDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  recipient: string;
  link: string;
}

export default function RevealedDialog({ open, onOpenChange, recipient, link }: RevealedDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="The link of this mail"
      description={`Give it to ${recipient} and to nobody else. A link that confirms or sets a password works for one hour from now.`}
    >
      <DialogBody>
        <CopyField label="Link" value={link} copyLabel="Copy link" />
      </DialogBody>
      <DialogFoot>
        <Button onClick={() => onOpenChange(false)}>Done</Button>
      </DialogFoot>
    </Dialog>
  );
}
