"use client";

import { useState } from "react";
import type { DeleteForOwnerDialogProps } from "@/components/portal/organisations/delete-for-owner-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const DeleteForOwnerDialog = onDemand<DeleteForOwnerDialogProps>(
  () => import("@/components/portal/organisations/delete-for-owner-dialog"),
);

/** Opens the dialog in which the portal’s administration deletes somebody’s organisation. */
export function DeleteForOwner(props: Omit<DeleteForOwnerDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="danger-quiet"
        className="noscript:hidden"
        onPointerEnter={DeleteForOwnerDialog.prepare}
        onFocus={DeleteForOwnerDialog.prepare}
        onClick={() => setOpen(true)}
      >
        Delete organisation…
      </Button>
      <DeleteForOwnerDialog open={open} onOpenChange={setOpen} {...props} />
    </>
  );
}
