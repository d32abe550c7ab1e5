"use client";

import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

type Act = (input: { organisation: string; joinRequest: string }) => Promise<Outcome<unknown>>;
export interface RequestActions {
  accept: Act;
  decline: Act;
}

interface RequestButtonsProps {
  organisation: string;
  joinRequest: string;
  name: string;
  actions: RequestActions;
}

export function RequestButtons({ organisation, joinRequest, name, actions }: RequestButtonsProps) {
  const [accept, accepting] = useAction();
  const [decline, declining] = useAction();
  const one = { organisation, joinRequest };
  const [lets, declines] = [() => actions.accept(one), () => actions.decline(one)];
  return (
    <div className="flex flex-wrap gap-2 noscript:hidden">
      <Button
        size="small"
        busy={accepting}
        disabled={declining}
        onClick={() => accept(lets, () => say(`${name} is a member now.`))}
      >
        Let in<span className="sr-only"> {name}</span>
      </Button>
      <Button
        size="small"
        variant="danger-quiet"
        busy={declining}
        disabled={accepting}
        onClick={() => decline(declines, () => say(`The request of ${name} was declined.`))}
      >
        Decline<span className="sr-only"> {name}</span>
      </Button>
    </div>
  );
}
