"use client";

import { useState } from "react";
import type { RenameDialogProps } from "@/components/organisations/rename-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const RenameDialog = onDemand<RenameDialogProps>(() => import("@/components/organisations/rename-dialog"));

/** Opens the form for an organisation’s name and handle. */
export function RenameButton(props: Omit<RenameDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        className="noscript:hidden"
        onPointerEnter={RenameDialog.prepare}
        onFocus={RenameDialog.prepare}
        onClick={() => setOpen(true)}
      >
        Edit
      </Button>
      <RenameDialog open={open} onOpenChange={setOpen} {...props} />
    </>
  );
}
