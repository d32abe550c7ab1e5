"use client";

import { useState } from "react";
import type { HelperDialogProps } from "@/components/dns/helpers/helper-dialog";
import { helperWords } from "@/components/dns/helpers/helper-words";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const HelperDialog = onDemand<HelperDialogProps>(() => import("@/components/dns/helpers/helper-dialog"));

/** Opens a record wizard. */
export function HelperButton(props: Omit<HelperDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        className="noscript:hidden"
        onPointerEnter={HelperDialog.prepare}
        onFocus={HelperDialog.prepare}
        onClick={() => setOpen(true)}
      >
        {props.former ? "Edit" : "Set up"} {helperWords[props.helper].title}…
      </Button>
      <HelperDialog open={open} onOpenChange={setOpen} {...props} />
    </>
  );
}
