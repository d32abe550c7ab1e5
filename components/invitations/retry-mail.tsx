"use client";

import { useTransition } from "react";
import type { InvitationActions } from "@/components/invitations/invitation-menu";
import { Button } from "@/components/ui/button/button";
import { say, sayRefused } from "@/components/ui/message/toast";

interface RetryMailProps {
  organisation: string;
  invitation: string;
  email: string;
  retry: InvitationActions["retryMail"];
}

/** Stands where it is seen that the mail didn't arrive. */
export function RetryMail({ organisation, invitation, email, retry }: RetryMailProps) {
  const [pending, startTransition] = useTransition();
  const again = () =>
    startTransition(async () => {
      const outcome = await retry({ organisation, invitation }).catch(() => undefined);
      if (outcome?.ok) say(`The mail to ${email} is queued again.`);
      else sayRefused(outcome?.error.message ?? "Couldn’t reach Guildhall. Nothing was changed. Try again.");
    });
  return (
    <Button size="small" busy={pending} onClick={again} aria-label={`Send the mail to ${email} again`}>
      Try again
    </Button>
  );
}
