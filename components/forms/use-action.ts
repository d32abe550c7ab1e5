import { useTransition } from "react";
import { answerOf } from "@/components/forms/answer";
import { sayRefused } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

/**
 * A button that is one operation: `const [act, pending] = useAction()`, then
 * `act(() => actions.retry(one), () => say("It is tried again now."))`.
 * A refusal and a lost answer are shown as such; a press while the answer is on its way does nothing.
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
      const answer = await answerOf(call());
      startTransition(() => (answer.ok ? done(answer.data) : refused(answer.error.message)));
    });
  };
  return [act, pending] as const;
}
