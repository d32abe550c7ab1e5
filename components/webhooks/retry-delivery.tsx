"use client";

import { useAction } from "@/components/forms/use-action";

import { Button } from "@/components/ui/button/button";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface RetryDeliveryProps<One> {
  one: One;
  /** The event in words: "Somebody joined". */
  words: string;
  retry: (one: One) => Promise<Outcome<unknown>>;
}

/** Retries a failed delivery from the start. */
export function RetryDelivery<One>({ one, words, retry }: RetryDeliveryProps<One>) {
  const [act, pending] = useAction();
  const begin = () =>
    act(
      () => retry(one),
      () => say("Redelivery started. Reload the page to see its state."),
    );
  return (
    <Button size="small" className="noscript:hidden" busy={pending} onClick={begin} aria-label={`Redeliver: ${words}`}>
      Redeliver
    </Button>
  );
}
