"use client";

import { useState } from "react";
import type { AvatarDialogProps } from "@/components/avatars/avatar-dialog";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const AvatarDialog = onDemand<AvatarDialogProps>(() => import("@/components/avatars/avatar-dialog"));

interface AvatarButtonsProps extends Pick<AvatarDialogProps, "shape" | "set"> {
  /** Whose picture it is: "Apex Gaming". */
  of: string;
  has: boolean;
  remove: () => Promise<Outcome<unknown>>;
}

/** What changes a picture and what takes it away. */
export function AvatarButtons({ of, has, shape, set, remove }: AvatarButtonsProps) {
  const [open, setOpen] = useState(false);
  const [removing, setRemoving] = useState(false);
  return (
    <div className="flex flex-wrap gap-2 noscript:hidden">
      <Button onPointerEnter={AvatarDialog.prepare} onFocus={AvatarDialog.prepare} onClick={() => setOpen(true)}>
        {has ? "Change the picture…" : "Choose a picture…"}
      </Button>
      {has && <Button onClick={() => setRemoving(true)}>Remove it…</Button>}
      <AvatarDialog open={open} onOpenChange={setOpen} title={`Picture of ${of}`} shape={shape} set={set} />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove the picture of ${of}?`}
        description="It is deleted here. Whoever has seen it may still have a copy."
        confirm="Remove the picture"
        act={() => remove()}
        onDone={() => say("The picture is removed.")}
      />
    </div>
  );
}
