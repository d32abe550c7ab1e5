"use client";

import { useState } from "react";
import type { PictureDialogProps } from "@/components/pictures/picture-dialog";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { onDemand } from "@/components/ui/on-demand";
import { say } from "@/components/ui/toast";
import type { Outcome } from "@/lib/kernel/errors";

const PictureDialog = onDemand<PictureDialogProps>(() => import("@/components/pictures/picture-dialog"));

interface PictureButtonsProps extends Pick<PictureDialogProps, "shape" | "set"> {
  /** Whose picture it is: "Apex Gaming". */
  of: string;
  has: boolean;
  remove: () => Promise<Outcome<unknown>>;
}

/** What changes a picture and what takes it away. */
export function PictureButtons({ of, has, shape, set, remove }: PictureButtonsProps) {
  const [open, setOpen] = useState(false);
  const [removing, setRemoving] = useState(false);
  return (
    <div className="flex flex-wrap gap-2 noscript:hidden">
      <Button onPointerEnter={PictureDialog.prepare} onFocus={PictureDialog.prepare} onClick={() => setOpen(true)}>
        {has ? "Change the picture…" : "Choose a picture…"}
      </Button>
      {has && <Button onClick={() => setRemoving(true)}>Remove it…</Button>}
      <PictureDialog open={open} onOpenChange={setOpen} title={`Picture of ${of}`} shape={shape} set={set} />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove the picture of ${of}?`}
        description="It is deleted here. Whoever has seen it may still have a copy."
        confirm="Remove the picture"
        onConfirm={async () => {
          const outcome = await remove().catch(() => undefined);
          if (!outcome?.ok)
            return outcome?.error.message ?? "Couldn’t reach Guildhall. Nothing was changed. Try again.";
          say("The picture is removed.");
        }}
      />
    </div>
  );
}
