"use client";

import { useState } from "react";
import type { OfferDialogProps } from "@/components/transfers/offer-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const OfferDialog = onDemand<OfferDialogProps>(() => import("@/components/transfers/offer-dialog"));

/** Opens the form that offers the organisation to a member. */
export function OfferButton(props: Omit<OfferDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="danger-quiet"
        className="noscript:hidden"
        onPointerEnter={OfferDialog.prepare}
        onFocus={OfferDialog.prepare}
        onClick={() => setOpen(true)}
      >
        Transfer…
      </Button>
      <OfferDialog open={open} onOpenChange={setOpen} {...props} />
    </>
  );
}
