"use client";

import { useState } from "react";
import type { PasswordDialogProps } from "@/components/accounts/password-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const PasswordDialog = onDemand<PasswordDialogProps>(() => import("@/components/accounts/password-dialog"));

export function PasswordButton(props: Omit<PasswordDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  const { prepare } = PasswordDialog;
  return (
    <div className="mt-4 flex flex-wrap gap-2 noscript:hidden">
      <Button onPointerEnter={prepare} onFocus={prepare} onClick={() => setOpen(true)}>
        Change password…
      </Button>
      <PasswordDialog open={open} onOpenChange={setOpen} {...props} />
    </div>
  );
}
