"use client";

import { useState } from "react";
import type { LeaveDialogProps } from "@/components/leaving/leave-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const LeaveDialog = onDemand<LeaveDialogProps>(() => import("@/components/leaving/leave-dialog"));

export function LeaveButton(props: Omit<LeaveDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  const { prepare } = LeaveDialog;
  return (
    <div className="mt-4 noscript:hidden">
      <Button variant="danger" onPointerEnter={prepare} onFocus={prepare} onClick={() => setOpen(true)}>
        Leave for good…
      </Button>
      <LeaveDialog open={open} onOpenChange={setOpen} {...props} />
    </div>
  );
}
