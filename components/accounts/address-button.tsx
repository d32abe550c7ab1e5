"use client";

import { useState } from "react";
import type { AddressDialogProps } from "@/components/accounts/address-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const AddressDialog = onDemand<AddressDialogProps>(() => import("@/components/accounts/address-dialog"));

export function AddressButton(props: Omit<AddressDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  const { prepare } = AddressDialog;
  return (
    <>
      <Button onPointerEnter={prepare} onFocus={prepare} onClick={() => setOpen(true)}>
        Change e-mail address…
      </Button>
      <AddressDialog open={open} onOpenChange={setOpen} {...props} />
    </>
  );
}
