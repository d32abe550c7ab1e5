import { useTransition } from "react";
import { answerOf } from "@/components/forms/answer";
import { withProof } from "@/components/forms/proof";
import { sayRefused } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

/**
 * A button that is one operation: `const [act, pending] = useAction()`, then `act(() => actions.retry(one), () =>
 * say("Retry started."))`. Shows a refusal or a lost answer as such; ignores a press while it is pending.
 */
export function useAction() {
  const [pending, startTransition] = useTransition();
  const act = <T>(
    call: () => Promise<Outcome<T>>,
    done: (data: T) => void,
    refused: (message: string) => void = sayRefused,
  ) => {
    if (pending) return;
    startTransition(async () => {
      const answer = await answerOf(withProof(call));
      startTransition(() => (answer.ok ? done(answer.data) : refused(answer.error.message)));
    });
  };
  return [act, pending] as const;
}
