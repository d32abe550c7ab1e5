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

/** Sends a test mail and shows the outcome. A server that doesn't respond is given up on after about twenty seconds. */
export function TrySmtpServer({ organisation, provider, test }: TrySmtpServerProps) {
  const [act, pending] = useAction();
  const { id, name } = provider;
  const begin = () =>
    act(
      () => test({ organisation, provider: id }),
      (data) => say(`${name} accepted a test mail to ${data.sentTo.join(", ")}.`),
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
