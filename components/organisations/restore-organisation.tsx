"use client";

import { useState } from "react";
import type { RestoreDialogProps } from "@/components/organisations/restore-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const RestoreDialog = onDemand<RestoreDialogProps>(() => import("@/components/organisations/restore-dialog"));

/** Restores a deleted organisation, after a question. */
export function RestoreOrganisation(props: Omit<RestoreDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="main"
        className="noscript:hidden"
        onPointerEnter={RestoreDialog.prepare}
        onFocus={RestoreDialog.prepare}
        onClick={() => setOpen(true)}
      >
        Restore…
      </Button>
      <RestoreDialog open={open} onOpenChange={setOpen} {...props} />
    </>
  );
}
