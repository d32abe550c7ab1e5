"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { Notice } from "@/components/ui/message/notice";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface CheckProofProps {
  organisation: string;
  zone: string;
  verify: (input: { organisation: string; zone: string }) => Promise<Outcome<unknown>>;
}

/** Checks the verification at once and shows the result. */
export function CheckProof({ organisation, zone, verify }: CheckProofProps) {
  const [act, pending] = useAction();
  const [answer, setAnswer] = useState<string>();
  const check = () =>
    act(
      () => verify({ organisation, zone }),
      () => say(`${zone} is verified and live.`),
      setAnswer,
    );
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
