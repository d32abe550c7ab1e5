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

/** Stands where it is seen that the mail didn't arrive. */
export function RetryMail({ organisation, invitation, email, retry }: RetryMailProps) {
  const [act, pending] = useAction();
  const again = () =>
    act(
      () => retry({ organisation, invitation }),
      () => say(`The mail to ${email} is queued again.`),
    );
  return (
    <Button size="small" busy={pending} onClick={again} aria-label={`Send the mail to ${email} again`}>
      Try again
    </Button>
  );
}
