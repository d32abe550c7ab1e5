"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import type { InviteDialogProps } from "@/components/invitations/invite-dialog";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { onDemand } from "@/components/ui/on-demand";

const InviteDialog = onDemand<InviteDialogProps>(() => import("@/components/invitations/invite-dialog"));

export function InviteButton(props: Omit<InviteDialogProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="main"
        onPointerEnter={InviteDialog.prepare}
        onFocus={InviteDialog.prepare}
        onClick={() => setOpen(true)}
      >
        <Icon of={Plus} />
        Invite somebody
      </Button>
      <InviteDialog {...props} open={open} onOpenChange={setOpen} />
    </>
  );
}
