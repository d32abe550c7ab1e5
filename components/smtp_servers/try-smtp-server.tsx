"use client";

import { useAction } from "@/components/forms/use-action";

import type { ListedSmtpServer, SmtpServerActions } from "@/components/smtp_servers/actions";
import { Button } from "@/components/ui/button/button";
import { say } from "@/components/ui/message/toast";

interface TrySmtpServerProps {
  organisation: string;
  provider: ListedSmtpServer;
  test: SmtpServerActions["test"];
}

/** Sends a test mail and says what became of it. A server that says nothing is given up after some twenty seconds. */
export function TrySmtpServer({ organisation, provider, test }: TrySmtpServerProps) {
  const [act, pending] = useAction();
  const { id, name } = provider;
  const begin = () =>
    act(
      () => test({ organisation, provider: id }),
      (data) => say(`${name} took a test mail to ${data.sentTo.join(", ")}.`),
    );
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
