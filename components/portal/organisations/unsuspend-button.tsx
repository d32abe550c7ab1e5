"use client";

import { useAction } from "@/components/forms/use-action";
import type { LifeActions, NamedOrganisation } from "@/components/portal/organisations/actions";
import { Button } from "@/components/ui/button/button";
import { say } from "@/components/ui/message/toast";

interface UnsuspendButtonProps {
  organisation: NamedOrganisation;
  unsuspend: LifeActions["unsuspend"];
}

export function UnsuspendButton({ organisation: { id, name }, unsuspend }: UnsuspendButtonProps) {
  const [act, pending] = useAction();
  const end = () =>
    act(
      () => unsuspend({ organisation: id }),
      () => say(`${name} is no longer suspended. Its servers start again.`),
    );
  return (
    <Button busy={pending} onClick={end} className="noscript:hidden">
      End the suspension
    </Button>
  );
}
