"use client";

import { useState } from "react";
import type { SoaDialogProps } from "@/components/dns/zones/soa-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const SoaDialog = onDemand<SoaDialogProps>(() => import("@/components/dns/zones/soa-dialog"));

/** Opens the form of a zone’s SOA record. */
export function SoaButton(props: Omit<SoaDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        className="noscript:hidden"
        onPointerEnter={SoaDialog.prepare}
        onFocus={SoaDialog.prepare}
        onClick={() => setOpen(true)}
      >
        Edit…
      </Button>
      <SoaDialog open={open} onOpenChange={setOpen} {...props} />
    </>
  );
}
