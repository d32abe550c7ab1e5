"use client";

import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { say, sayRefused } from "@/components/ui/message/toast";
import type { TestWebhook } from "@/components/webhooks/actions";

interface TryWebhookProps {
  organisation: string;
  webhook: { id: string; name: string };
  test: TestWebhook;
}

/** Sends a test and shows the outcome. An endpoint that doesn't respond is given up on after ten seconds. */
export function TryWebhook({ organisation, webhook: { id, name }, test }: TryWebhookProps) {
  const [act, pending] = useAction();
  const begin = () =>
    act(
      () => test({ organisation, webhook: id }),
      ({ state, status, durationMs, problem }) => {
        if (state === "delivered") say(`${name} accepted the test: HTTP ${status} after ${durationMs} ms.`);
        else sayRefused(`The test of ${name} failed. ${problem}`);
      },
    );
  return (
    <Button
      size="small"
      className="noscript:hidden"
      busy={pending}
      onClick={begin}
      aria-label={`Send a test to ${name}`}
    >
      Send a test
    </Button>
  );
}
