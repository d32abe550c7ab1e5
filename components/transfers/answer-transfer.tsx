"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { Notice } from "@/components/ui/message/notice";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface AnswerTransferProps {
  transfer: string;
  name: string;
  /** Left out when there is nothing to accept, or it would be refused. */
  accept?: (input: { transfer: string }) => Promise<Outcome<{ handle: string }>>;
  decline: (input: { transfer: string }) => Promise<Outcome<unknown>>;
}

/** The receiver's buttons. */
export function AnswerTransfer({ transfer, name, accept, decline }: AnswerTransferProps) {
  const router = useRouter();
  const [refusal, setRefusal] = useState<string>();
  const [accepting, acceptPending] = useAction();
  const [declining, declinePending] = useAction();
  const pending = acceptPending || declinePending;
  const yes = () => {
    if (!accept || pending) return;
    setRefusal(undefined);
    accepting(
      () => accept({ transfer }),
      ({ handle }) => {
        say(`You are now the owner of ${name}.`);
        router.push(`/dashboard/organisations/${handle}`);
      },
      setRefusal,
    );
  };
  const no = () => {
    if (pending) return;
    setRefusal(undefined);
    declining(
      () => decline({ transfer }),
      () => say("Declined."),
      setRefusal,
    );
  };
  return (
    <div className="mt-6 grid gap-3">
      {refusal && (
        <Notice tone="bad" role="alert">
          {refusal}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2.5">
        {accept && (
          <Button
            variant="main"
            busy={acceptPending}
            onClick={yes}
            className="min-w-0 py-1.5 whitespace-normal! wrap-anywhere"
          >
            Become the owner of {name}
          </Button>
        )}
        <Button busy={declinePending} onClick={no}>
          Decline
        </Button>
      </div>
    </div>
  );
}
