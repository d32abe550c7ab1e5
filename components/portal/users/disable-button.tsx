"use client";

import { useState } from "react";
import type { DisableDialogProps } from "@/components/portal/users/disable-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const DisableDialog = onDemand<DisableDialogProps>(() => import("@/components/portal/users/disable-dialog"));

/** Opens the dialog that disables an account. */
export function DisableButton(given: Omit<DisableDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="danger-quiet"
        className="noscript:hidden"
        onPointerEnter={DisableDialog.prepare}
        onFocus={DisableDialog.prepare}
        onClick={() => setOpen(true)}
      >
        Disable…
      </Button>
      <DisableDialog {...given} open={open} onOpenChange={setOpen} />
    </>
  );
}
