"use client";

import { useAction } from "@/components/forms/use-action";

import type { InvitationActions } from "@/components/invitations/invitation-menu";
import { Button } from "@/components/ui/button/button";
import { say } from "@/components/ui/message/toast";

interface RetryMailProps {
  organisation: string;
  invitation: string;
  email: string;
  retry: InvitationActions["retryMail"];
}

/** Shown where an e-mail wasn't delivered. */
export function RetryMail({ organisation, invitation, email, retry }: RetryMailProps) {
  const [act, pending] = useAction();
  const again = () =>
    act(
      () => retry({ organisation, invitation }),
      () => say(`The e-mail to ${email} is queued again.`),
    );
  return (
    <Button size="small" busy={pending} onClick={again} aria-label={`Retry the e-mail to ${email}`}>
      Retry
    </Button>
  );
}
