"use client";

import { useState } from "react";
import type { SuspendDialogProps } from "@/components/portal/organisations/suspend-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const SuspendDialog = onDemand<SuspendDialogProps>(() => import("@/components/portal/organisations/suspend-dialog"));

/** Opens the form that suspends an organisation, or changes reason and end of its suspension. */
export function SuspendButton(props: Omit<SuspendDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        className="noscript:hidden"
        onPointerEnter={SuspendDialog.prepare}
        onFocus={SuspendDialog.prepare}
        onClick={() => setOpen(true)}
      >
        {props.suspension ? "Edit…" : "Suspend…"}
      </Button>
      <SuspendDialog open={open} onOpenChange={setOpen} {...props} />
    </>
  );
}
