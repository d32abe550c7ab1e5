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
  /** Whose avatar it is: "Apex Gaming". */
  of: string;
  has: boolean;
  remove: () => Promise<Outcome<unknown>>;
}

/** The buttons that change an avatar and remove it. */
export function AvatarButtons({ of, has, shape, set, remove }: AvatarButtonsProps) {
  const [open, setOpen] = useState(false);
  const [removing, setRemoving] = useState(false);
  return (
    <div className="flex flex-wrap gap-2 noscript:hidden">
      <Button onPointerEnter={AvatarDialog.prepare} onFocus={AvatarDialog.prepare} onClick={() => setOpen(true)}>
        {has ? "Change avatar…" : "Choose avatar…"}
      </Button>
      {has && <Button onClick={() => setRemoving(true)}>Remove…</Button>}
      <AvatarDialog open={open} onOpenChange={setOpen} title={`Avatar of ${of}`} shape={shape} set={set} />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove the avatar of ${of}?`}
        description="It is deleted here. Anyone who has seen it may still have a copy."
        confirm="Remove avatar"
        act={() => remove()}
        onDone={() => say("Avatar removed.")}
      />
    </div>
  );
}
