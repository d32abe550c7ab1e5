"use client";

import { useState } from "react";
import type { RenameDialogProps } from "@/components/accounts/rename-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const RenameDialog = onDemand<RenameDialogProps>(() => import("@/components/accounts/rename-dialog"));

export function RenameButton(props: Omit<RenameDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  const { prepare } = RenameDialog;
  return (
    <>
      <Button onPointerEnter={prepare} onFocus={prepare} onClick={() => setOpen(true)}>
        Edit name…
      </Button>
      <RenameDialog open={open} onOpenChange={setOpen} {...props} />
    </>
  );
}
