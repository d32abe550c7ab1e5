"use client";

import { useState } from "react";
import type { PoolDialogProps } from "@/components/portal/pool-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const PoolDialog = onDemand<PoolDialogProps>(() => import("@/components/portal/pool-dialog"));

/** Opens the dialog for the pool of a portal tier or of one organisation. */
export function PoolButton(given: Omit<PoolDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        className="noscript:hidden"
        onPointerEnter={PoolDialog.prepare}
        onFocus={PoolDialog.prepare}
        onClick={() => setOpen(true)}
        aria-label={`Change the pool of ${given.name}`}
      >
        Pool…
      </Button>
      <PoolDialog {...given} open={open} onOpenChange={setOpen} />
    </>
  );
}
