"use client";

import { useTransition } from "react";
import { Button } from "@/components/ui/button/button";
import { say, sayRefused } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface RetryDeliveryProps<One> {
  one: One;
  /** What it tells: "Somebody joined". */
  words: string;
  retry: (one: One) => Promise<Outcome<unknown>>;
}

/** Has a failed delivery tried again, from the beginning. */
export function RetryDelivery<One>({ one, words, retry }: RetryDeliveryProps<One>) {
  const [pending, startTransition] = useTransition();
  const begin = () =>
    startTransition(async () => {
      const outcome = await retry(one).catch(() => undefined);
      if (outcome?.ok) say("It is tried again now. Reload the page to see how it goes.");
      else sayRefused(outcome?.error.message ?? "Couldn’t reach Guildhall. Nothing was changed. Try again.");
    });
  return (
    <Button size="small" className="noscript:hidden" busy={pending} onClick={begin} aria-label={`Try again: ${words}`}>
      Try again
    </Button>
  );
}
