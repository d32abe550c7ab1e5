"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

type Act = (input: { mail: string }) => Promise<Outcome<unknown>>;

export interface MailActionsProps {
  mail: string;
  recipient: string;
  canRetry: boolean;
  canWithdraw: boolean;
  actions: { retry: Act; withdraw: Act };
}

/** Sends a mail again, or takes it back before it is sent. */
export function MailActions({ mail, recipient, canRetry, canWithdraw, actions }: MailActionsProps) {
  const [act, pending] = useAction();
  const [asking, setAsking] = useState(false);
  const retry = () =>
    act(
      () => actions.retry({ mail }),
      () => say(`The mail to ${recipient} is queued.`),
    );
  return (
    <span className="flex flex-wrap gap-2">
      {canRetry && (
        <Button size="small" busy={pending} onClick={retry} aria-label={`Try again: the mail to ${recipient}`}>
          Try again
        </Button>
      )}
      {canWithdraw && (
        <Button size="small" onClick={() => setAsking(true)} aria-label={`Withdraw the mail to ${recipient}`}>
          Withdraw…
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Withdraw the mail to ${recipient}?`}
        description="It will never be sent. This can’t be undone."
        stays="What it is about stays as it is. The list of invitations says that the mail was withdrawn."
        keep="Keep it"
        confirm="Withdraw"
        act={() => actions.withdraw({ mail })}
        onDone={() => say(`The mail to ${recipient} is withdrawn.`)}
      />
    </span>
  );
}
