"use client";

import { type ReactNode, useState } from "react";
import { RecoveryCodes } from "@/components/second_factors/recovery-codes";
import { Dialog } from "@/components/ui/dialog/dialog";

export interface CodesDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Refreshes the page: while the codes are shown it must not change. */
  onDone: () => void;
}

interface Asking extends CodesDialogProps {
  title: string;
  description: string;
  /** The form. `finish` once it succeeded, with the codes if it made any. */
  children: (finish: (codes: string[] | null) => void, close: () => void) => ReactNode;
}

/** A dialog whose form may make recovery codes: then it shows them, until somebody says that they are saved. */
export function CodesDialog({ open, onOpenChange, onDone, title, description, children }: Asking) {
  const [codes, setCodes] = useState<string[]>();
  const close = () => {
    onOpenChange(false);
    if (codes) onDone();
    setCodes(undefined);
  };
  const finish = (made: string[] | null) => {
    if (made) return setCodes(made);
    onOpenChange(false);
    onDone();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => (now ? onOpenChange(true) : close())}
      staysOpen={codes !== undefined}
      title={codes ? "Recovery codes" : title}
      description={codes ? "Keep them where only you find them." : description}
    >
      {codes ? <RecoveryCodes codes={codes} close={close} /> : children(finish, close)}
    </Dialog>
  );
}
