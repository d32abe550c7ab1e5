"use client";

import { useState } from "react";
import type { ReasonDialogProps } from "@/components/portal/users/reason-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const ReasonDialog = onDemand<ReasonDialogProps>(() => import("@/components/portal/users/reason-dialog"));

/** Opens the dialog of something about an account that asks for a reason: disabling it, removing its second factor. */
export function ReasonButton({
  label,
  ...given
}: Omit<ReasonDialogProps, "open" | "onOpenChange"> & { label: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="danger-quiet"
        className="noscript:hidden"
        onPointerEnter={ReasonDialog.prepare}
        onFocus={ReasonDialog.prepare}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <ReasonDialog {...given} open={open} onOpenChange={setOpen} />
    </>
  );
}
