"use client";

import type { OpenPortDialogProps } from "@/components/tunnels/ports/open-port-dialog";
import { NewButton } from "@/components/ui/button/new-button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const OpenPortDialog = onDemand<OpenPortDialogProps>(() => import("@/components/tunnels/ports/open-port-dialog"));

export function OpenPortButton(given: Omit<OpenPortDialogProps, "open" | "onOpenChange">) {
  return (
    <NewButton label="Open a port" word="port" prepare={OpenPortDialog.prepare}>
      {(opening) => <OpenPortDialog {...opening} {...given} />}
    </NewButton>
  );
}
