"use client";

import { useState } from "react";
import type { OwnerActions } from "@/components/transfers/actions";
import type { ShownTransfer } from "@/components/transfers/transfer-words";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { say } from "@/components/ui/message/toast";

interface CancelTransferProps {
  organisation: string;
  transfer: ShownTransfer;
  cancel: OwnerActions["cancel"];
}

/** The owner takes an offer back, or objects to a transfer by the portal’s administration. */
export function CancelTransfer({ organisation, transfer, cancel }: CancelTransferProps) {
  const [open, setOpen] = useState(false);
  const { receiver, kind } = transfer;
  const objects = kind === "portal";
  return (
    <>
      <Button
        variant={objects ? "danger" : undefined}
        className="noscript:hidden"
        onPointerEnter={ConfirmDialog.prepare}
        onClick={() => setOpen(true)}
      >
        {objects ? "Object…" : "Cancel transfer…"}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={objects ? `Object to the transfer to ${receiver.name}?` : `Cancel the transfer to ${receiver.name}?`}
        description={
          objects
            ? "The transfer ends, and you stay the owner. The portal’s administration sees that you objected."
            : "The offer ends, and you stay the owner. You can offer the organisation again."
        }
        confirm={objects ? "Object" : "Cancel transfer"}
        keep={objects ? "Go back" : "Keep the offer"}
        act={() => cancel({ organisation })}
        onDone={() => say(objects ? "You objected. You stay the owner." : "The transfer was cancelled.")}
      />
    </>
  );
}
