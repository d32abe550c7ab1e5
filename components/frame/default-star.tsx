"use client";

import { Star } from "lucide-react";
import { useRouter } from "next/navigation";
import { startTransition, useOptimistic } from "react";
import { answerOf } from "@/components/forms/answer";
import type { OrganisationEntry } from "@/components/frame/organisation-entry";
import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";
import { say, sayRefused } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

/** Makes the organisation with this handle the one that a new sign-in starts in. */
export type SetDefault = (handle: string) => Promise<Outcome<unknown>>;

type Known = Pick<OrganisationEntry, "handle" | "name">;

interface DefaultStarProps {
  entry: Known & Pick<OrganisationEntry, "isDefault">;
  /** The previous default, for "Undo". */
  before?: Known;
  setDefault: SetDefault;
}

export function DefaultStar({ entry, before, setDefault }: DefaultStarProps) {
  const router = useRouter();
  const [starred, setStarred] = useOptimistic(entry.isDefault);

  const choose = ({ handle, name }: Known, undo?: () => void) =>
    startTransition(async () => {
      setStarred(handle === entry.handle);
      const outcome = await answerOf(setDefault(handle));
      if (!outcome.ok) return sayRefused(outcome.error.message);
      say(`${name} is now your default.`, undo);
      startTransition(() => router.refresh());
    });

  const undo = before && before.handle !== entry.handle ? () => choose(before) : undefined;
  return (
    <Button
      variant="quiet"
      size="icon"
      aria-pressed={starred}
      aria-label={starred ? `${entry.name} is your default` : `Make ${entry.name} the default`}
      // Also while an undo is pending: requests are sent in the order of the clicks.
      onClick={() => !starred && choose(entry, undo)}
      className="text-ink-faint aria-pressed:text-accent noscript:hidden"
    >
      <Icon of={Star} className={starred ? "fill-current" : undefined} />
    </Button>
  );
}
