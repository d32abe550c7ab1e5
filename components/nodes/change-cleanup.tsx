"use client";

import { useState } from "react";
import type { CleanupDialogProps } from "@/components/nodes/cleanup-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const CleanupDialog = onDemand<CleanupDialogProps>(() => import("@/components/nodes/cleanup-dialog"));

/** Opens the image clean-up policy of a node. */
export function ChangeCleanup(props: Pick<CleanupDialogProps, "draft" | "name" | "set">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        aria-label={`Edit image clean-up of ${props.name}`}
        onPointerEnter={CleanupDialog.prepare}
        onClick={() => setOpen(true)}
        className="noscript:hidden"
      >
        Edit…
      </Button>
      <CleanupDialog open={open} onOpenChange={setOpen} {...props} />
    </>
  );
}
