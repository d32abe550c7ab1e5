"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button/button";
import { Notice } from "@/components/ui/message/notice";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface CheckProofProps {
  organisation: string;
  zone: string;
  verify: (input: { organisation: string; zone: string }) => Promise<Outcome<unknown>>;
}

/** Looks for the proof at once, and says what was found. */
export function CheckProof({ organisation, zone, verify }: CheckProofProps) {
  const [pending, startTransition] = useTransition();
  const [answer, setAnswer] = useState<string>();
  const check = () =>
    startTransition(async () => {
      const outcome = await verify({ organisation, zone }).catch(() => undefined);
      if (outcome?.ok) return say(`${zone} is yours. It is answered for from now on.`);
      startTransition(() =>
        setAnswer(outcome?.error.message ?? "Couldn’t reach Guildhall. Nothing was changed. Try again."),
      );
    });
  return (
    <>
      <Button variant="main" busy={pending} onClick={check} className="noscript:hidden">
        Check now
      </Button>
      {answer && (
        <Notice tone="warn" role="status" className="order-last basis-full">
          {answer}
        </Notice>
      )}
    </>
  );
}
