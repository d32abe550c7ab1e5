"use client";

import { useState } from "react";
import type { TransferDialogProps } from "@/components/portal/organisations/transfer-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const TransferDialog = onDemand<TransferDialogProps>(() => import("@/components/portal/organisations/transfer-dialog"));

/** Opens the dialog in which a portal administrator makes a member the owner, or cancels that. */
export function TransferButton(given: Omit<TransferDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        className="noscript:hidden"
        onPointerEnter={TransferDialog.prepare}
        onFocus={TransferDialog.prepare}
        onClick={() => setOpen(true)}
        aria-label={`Transfer ${given.name} to another owner`}
      >
        Transfer…
      </Button>
      <TransferDialog {...given} open={open} onOpenChange={setOpen} />
    </>
  );
}
