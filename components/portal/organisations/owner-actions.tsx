"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import type { CorrectOwnerDialogProps } from "@/components/portal/organisations/correct-owner-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const CorrectOwnerDialog = onDemand<CorrectOwnerDialogProps>(
  () => import("@/components/portal/organisations/correct-owner-dialog"),
);

interface OwnerActionsProps extends Pick<CorrectOwnerDialogProps, "organisation" | "correct"> {
  email: string;
  byMail: boolean;
  resend: (input: { organisation: string }) => Promise<Outcome<unknown>>;
}

/** What can be done while an owner hasn’t set up the account. */
export function OwnerActions({ organisation, email, byMail, resend, correct }: OwnerActionsProps) {
  const [open, setOpen] = useState(false);
  const [act, pending] = useAction();
  const sent = byMail ? `Sent a new link to ${email}.` : "There is a new link under Outgoing mail.";
  return (
    <span className="flex flex-wrap gap-2 noscript:hidden">
      <Button
        size="small"
        busy={pending}
        onClick={() =>
          act(
            () => resend({ organisation: organisation.id }),
            () => say(sent),
          )
        }
      >
        Resend link
      </Button>
      <Button
        size="small"
        onPointerEnter={CorrectOwnerDialog.prepare}
        onFocus={CorrectOwnerDialog.prepare}
        onClick={() => setOpen(true)}
      >
        Correct address…
      </Button>
      <CorrectOwnerDialog open={open} onOpenChange={setOpen} organisation={organisation} correct={correct} />
    </span>
  );
}
