"use client";

import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface PendingAddressProps {
  resend: (input: Record<string, never>) => Promise<Outcome<{ email: string }>>;
  cancel: (input: Record<string, never>) => Promise<Outcome<unknown>>;
  /** Without e-mail a portal administrator passes the link on. */
  byMail: boolean;
}

/** What can be done about a change of address that waits. */
export function PendingAddress({ resend, cancel, byMail }: PendingAddressProps) {
  const [send, sending] = useAction();
  const [stop, stopping] = useAction();
  return (
    <>
      <Button
        size="small"
        busy={sending}
        onClick={() =>
          send(
            () => resend({}),
            ({ email }) =>
              say(byMail ? `New link sent to ${email}.` : "The portal’s administrator has a link for you."),
          )
        }
      >
        {byMail ? "Resend link" : "Request a link"}
      </Button>
      <Button
        size="small"
        busy={stopping}
        onClick={() =>
          stop(
            () => cancel({}),
            () => say("The address stays as it is."),
          )
        }
      >
        Cancel the change
      </Button>
    </>
  );
}
