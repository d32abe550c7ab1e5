"use client";

import { useState } from "react";
import type { ChangeDialogProps } from "@/components/servers/change-dialog";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";

const ChangeDialog = onDemand<ChangeDialogProps>(() => import("@/components/servers/change-dialog"));

type ChangeButtonProps = Omit<ChangeDialogProps, "open" | "onOpenChange">;

export function ChangeButton(given: ChangeButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        onPointerEnter={ChangeDialog.prepare}
        onFocus={ChangeDialog.prepare}
        onClick={() => setOpen(true)}
        className="noscript:hidden"
      >
        {given.what === "limits" ? "Change name and limits…" : "Change what it is made from…"}
      </Button>
      <ChangeDialog {...given} open={open} onOpenChange={setOpen} />
    </>
  );
}
