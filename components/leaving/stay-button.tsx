"use client";

import { useAction } from "@/components/forms/use-action";
import { goTo } from "@/components/sign_in/open-session";
import { Button } from "@/components/ui/button/button";
import type { Outcome } from "@/lib/kernel/errors";

export function StayButton({ stay }: { stay: (input: Record<string, never>) => Promise<Outcome<unknown>> }) {
  const [act, pending] = useAction();
  return (
    <Button
      variant="main"
      busy={pending}
      onClick={() =>
        act(
          () => stay({}),
          () => goTo("/dashboard"),
        )
      }
    >
      Stay
    </Button>
  );
}
