"use client";

import { useTransition } from "react";
import { Button } from "@/components/ui/button/button";
import { say, sayRefused } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface ResendVerificationProps {
  resend: (input: Record<string, never>) => Promise<Outcome<{ email: string }>>;
  /** Without mail an administrator of the portal passes the link on. */
  byMail: boolean;
}

export function ResendVerification({ resend, byMail }: ResendVerificationProps) {
  const [pending, startTransition] = useTransition();
  const send = () =>
    startTransition(async () => {
      const outcome = await resend({}).catch(() => undefined);
      if (!outcome) return sayRefused("Couldn’t reach Guildhall. Nothing was changed. Try again.");
      if (!outcome.ok) return sayRefused(outcome.error.message);
      say(
        byMail
          ? `A new link is on its way to ${outcome.data.email}.`
          : "The portal’s administrator has a link for you.",
      );
    });
  return (
    <Button size="small" busy={pending} onClick={send}>
      {byMail ? "Send the link again" : "Ask for the link"}
    </Button>
  );
}
