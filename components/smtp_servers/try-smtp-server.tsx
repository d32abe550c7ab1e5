"use client";

import { useTransition } from "react";
import type { ListedSmtpServer, SmtpServerActions } from "@/components/smtp_servers/actions";
import { Button } from "@/components/ui/button/button";
import { say, sayRefused } from "@/components/ui/message/toast";

interface TrySmtpServerProps {
  organisation: string;
  provider: ListedSmtpServer;
  test: SmtpServerActions["test"];
}

/** Sends a test mail and says what became of it. A server that says nothing is given up after some twenty seconds. */
export function TrySmtpServer({ organisation, provider, test }: TrySmtpServerProps) {
  const [pending, startTransition] = useTransition();
  const { id, name } = provider;
  const begin = () =>
    startTransition(async () => {
      const outcome = await test({ organisation, provider: id }).catch(() => undefined);
      if (outcome?.ok) say(`${name} took a test mail to ${outcome.data.sentTo.join(", ")}.`);
      else sayRefused(outcome?.error.message ?? "Couldn’t reach Guildhall. No mail was sent. Try again.");
    });
  return (
    <Button
      size="small"
      className="noscript:hidden"
      busy={pending}
      onClick={begin}
      aria-label={`Send a test mail through ${name}`}
    >
      Send a test mail
    </Button>
  );
}
