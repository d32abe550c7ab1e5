"use client";

import Link from "next/link";
import { useState } from "react";
import type { DeleteDialogProps } from "@/components/organisations/delete-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Panel } from "@/components/ui/layout/panel";

const DeleteDialog = onDemand<DeleteDialogProps>(() => import("@/components/organisations/delete-dialog"));

interface DeleteOrganisationProps extends Omit<DeleteDialogProps, "open" | "onOpenChange"> {
  /** The last one that its owner owns can’t be deleted. */
  isLastOwned: boolean;
  /** Left out when the owner may not create another. */
  createHref?: string;
}

/** The row of the danger zone that deletes the organisation. */
export function DeleteOrganisation({ isLastOwned, createHref, ...dialog }: DeleteOrganisationProps) {
  const [open, setOpen] = useState(false);
  const { name } = dialog.organisation;
  if (isLastOwned)
    return (
      <Panel
        title="Delete organisation"
        about={
          <>
            {name} is the only organisation that you own, so it can’t be deleted.{" "}
            {createHref ? <Link href={createHref}>Create another one</Link> : "Ask for ownership of another one"} first.
          </>
        }
      />
    );
  return (
    <Panel
      title="Delete organisation"
      about="Everything in it goes with it. You see what that is before anything happens."
      action={
        <>
          <Button
            variant="danger-quiet"
            className="noscript:hidden"
            onPointerEnter={DeleteDialog.prepare}
            onFocus={DeleteDialog.prepare}
            onClick={() => setOpen(true)}
          >
            Delete organisation…
          </Button>
          <DeleteDialog open={open} onOpenChange={setOpen} {...dialog} />
        </>
      }
    />
  );
}
