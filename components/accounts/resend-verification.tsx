"use client";

import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface ResendVerificationProps {
  resend: (input: Record<string, never>) => Promise<Outcome<{ email: string }>>;
  /** Without e-mail a portal administrator passes the link on. */
  byMail: boolean;
}

export function ResendVerification({ resend, byMail }: ResendVerificationProps) {
  const [act, pending] = useAction();
  const send = () =>
    act(
      () => resend({}),
      ({ email }) => say(byMail ? `New link sent to ${email}.` : "The portal’s administrator has a link for you."),
    );
  return (
    <Button size="small" busy={pending} onClick={send}>
      {byMail ? "Resend link" : "Request a link"}
    </Button>
  );
}
