"use client";

import type { AddDialogProps } from "@/components/tunnels/add-dialog";
import { NewButton } from "@/components/ui/button/new-button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const AddDialog = onDemand<AddDialogProps>(() => import("@/components/tunnels/add-dialog"));

export function AddDevice(given: Omit<AddDialogProps, "open" | "onOpenChange">) {
  return (
    <NewButton label="Add a device" prepare={AddDialog.prepare}>
      {(opening) => <AddDialog {...opening} {...given} />}
    </NewButton>
  );
}
