"use client";

import { useState } from "react";
import type { GrantDialogProps } from "@/components/dns/zones/grant-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const GrantDialog = onDemand<GrantDialogProps>(() => import("@/components/dns/zones/grant-dialog"));

/** Opens the form that allows another organisation a subdomain. */
export function GrantButton(props: Omit<GrantDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        className="noscript:hidden"
        onPointerEnter={GrantDialog.prepare}
        onFocus={GrantDialog.prepare}
        onClick={() => setOpen(true)}
      >
        Allow a subdomain…
      </Button>
      <GrantDialog open={open} onOpenChange={setOpen} {...props} />
    </>
  );
}
