"use client";

import { Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { InviteDialogProps } from "@/components/invitations/invite-dialog";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { onDemand } from "@/components/ui/on-demand";

const InviteDialog = onDemand<InviteDialogProps>(() => import("@/components/invitations/invite-dialog"));

/** Opens the dialog when it is pressed, and when the address says so: `?invite=1`, for whatever leads here to invite. */
export function InviteButton(props: Pick<InviteDialogProps, "place" | "actions">) {
  const [pressed, setPressed] = useState(false);
  const asked = useSearchParams().has("invite");
  const close = () => {
    setPressed(false);
    if (!asked) return;
    const here = new URL(location.href);
    here.searchParams.delete("invite");
    history.replaceState(null, "", here);
  };
  return (
    <>
      <Button
        variant="main"
        onPointerEnter={InviteDialog.prepare}
        onFocus={InviteDialog.prepare}
        onClick={() => setPressed(true)}
      >
        <Icon of={Plus} />
        Invite somebody
      </Button>
      <InviteDialog {...props} open={pressed || asked} onOpenChange={(open) => (open ? setPressed(true) : close())} />
    </>
  );
}
