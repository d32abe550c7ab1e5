"use client";

import { useState } from "react";
import type { LimitsDialogProps } from "@/components/portal/limits/limits-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const LimitsDialog = onDemand<LimitsDialogProps>(() => import("@/components/portal/limits/limits-dialog"));

/** Opens the dialog for the limits of a portal tier or of one organisation. */
export function LimitsButton(given: Omit<LimitsDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        className="noscript:hidden"
        onPointerEnter={LimitsDialog.prepare}
        onFocus={LimitsDialog.prepare}
        onClick={() => setOpen(true)}
        aria-label={`Change the limits of ${given.name}`}
      >
        Limits…
      </Button>
      <LimitsDialog {...given} open={open} onOpenChange={setOpen} />
    </>
  );
}
