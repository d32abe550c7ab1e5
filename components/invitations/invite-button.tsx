"use client";

import type { InviteDialogProps } from "@/components/invitations/invite-dialog";
import { NewButton } from "@/components/ui/button/new-button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const InviteDialog = onDemand<InviteDialogProps>(() => import("@/components/invitations/invite-dialog"));

export function InviteButton(props: Pick<InviteDialogProps, "place" | "actions">) {
  return (
    <NewButton label="Invite somebody" word="invite" prepare={InviteDialog.prepare}>
      {(opening) => <InviteDialog {...props} {...opening} />}
    </NewButton>
  );
}
