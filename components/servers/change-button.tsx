"use client";

import { useState } from "react";
import type { ChangeDialogProps } from "@/components/servers/forms/change-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const ChangeDialog = onDemand<ChangeDialogProps>(() => import("@/components/servers/forms/change-dialog"));

type ChangeButtonProps = Omit<ChangeDialogProps, "open" | "onOpenChange">;

export function ChangeButton(given: ChangeButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        onPointerEnter={ChangeDialog.prepare}
        onFocus={ChangeDialog.prepare}
        onClick={() => setOpen(true)}
        aria-label={given.what === "limits" ? undefined : "Edit image and environment"}
        className="noscript:hidden"
      >
        {given.what === "limits" ? "Edit name and limits…" : "Edit…"}
      </Button>
      <ChangeDialog {...given} open={open} onOpenChange={setOpen} />
    </>
  );
}
