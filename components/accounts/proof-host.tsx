"use client";

import { useEffect, useRef, useState } from "react";
import type { ProveDialogProps } from "@/components/accounts/prove-dialog";
import { proofIsAskedBy } from "@/components/forms/proof";
import { onDemand } from "@/components/ui/dialog/on-demand";

const ProveDialog = onDemand<ProveDialogProps>(() => import("@/components/accounts/prove-dialog"));

/** Asks for a proof of who uses the session, above whatever is open, when an action needs one. */
export function ProofHost(actions: Pick<ProveDialogProps, "begin" | "prove" | "readProofs">) {
  const [open, setOpen] = useState(false);
  const answer = useRef<(proved: boolean) => void>(undefined);
  const close = (proved: boolean) => {
    setOpen(false);
    answer.current?.(proved);
    answer.current = undefined;
  };
  useEffect(() => {
    const taken = proofIsAskedBy(
      () =>
        new Promise((resolve) => {
          // A second action that asks meanwhile takes the place of the first.
          answer.current?.(false);
          answer.current = resolve;
          setOpen(true);
        }),
    );
    return () => {
      taken();
      answer.current?.(false);
    };
  }, []);
  return <ProveDialog open={open} onOpenChange={() => close(false)} onProved={() => close(true)} {...actions} />;
}
