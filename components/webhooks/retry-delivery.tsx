"use client";

import { useAction } from "@/components/forms/use-action";

import { Button } from "@/components/ui/button/button";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface RetryDeliveryProps<One> {
  one: One;
  /** What it tells: "Somebody joined". */
  words: string;
  retry: (one: One) => Promise<Outcome<unknown>>;
}

/** Has a failed delivery tried again, from the beginning. */
export function RetryDelivery<One>({ one, words, retry }: RetryDeliveryProps<One>) {
  const [act, pending] = useAction();
  const begin = () =>
    act(
      () => retry(one),
      () => say("It is tried again now. Reload the page to see how it goes."),
    );
  return (
    <Button size="small" className="noscript:hidden" busy={pending} onClick={begin} aria-label={`Try again: ${words}`}>
      Try again
    </Button>
  );
}
