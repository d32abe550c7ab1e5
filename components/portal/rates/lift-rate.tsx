"use client";

import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

export interface LiftRateProps {
  rate: string;
  /** "Sign in, anna@example.org" */
  name: string;
  lift: (input: { rate: string }) => Promise<Outcome<unknown>>;
}

/** Lifts a limit at once: nothing is lost by it. */
export function LiftRate({ rate, name, lift }: LiftRateProps) {
  const [act, pending] = useAction();
  const press = () =>
    act(
      () => lift({ rate }),
      () => say("The limit is lifted."),
    );
  return (
    <Button size="small" busy={pending} onClick={press} aria-label={`Lift the limit: ${name}`}>
      Lift
    </Button>
  );
}
