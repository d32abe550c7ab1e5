"use client";

import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog";

export interface CopyLinkDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  email: string;
  link: string;
}

/** Shown once it was asked for; the asking is in the log. */
export default function CopyLinkDialog({ open, onOpenChange, email, link }: CopyLinkDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="The link to pass on"
      description={`It lets an account with the address ${email} join. It doesn’t confirm that address.`}
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
