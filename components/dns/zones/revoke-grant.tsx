"use client";

import { X } from "lucide-react";
import { useTransition } from "react";
import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";
import { say, sayRefused } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

export type Revoke = (input: { organisation: string; zone: string; grant: string }) => Promise<Outcome<unknown>>;

interface RevokeGrantProps {
  organisation: string;
  zone: string;
  grant: string;
  name: string;
  revoke: Revoke;
}

export function RevokeGrant({ organisation, zone, grant, name, revoke }: RevokeGrantProps) {
  const [pending, startTransition] = useTransition();
  const act = () =>
    startTransition(async () => {
      const outcome = await revoke({ organisation, zone, grant }).catch(() => undefined);
      if (outcome?.ok) say(`${name} isn’t granted any more. A zone that is active by it stays so.`);
      else sayRefused(outcome?.error.message ?? "Couldn’t reach Guildhall. Nothing was changed. Try again.");
    });
  return (
    <Button
      variant="quiet"
      size="icon"
      aria-label={`Take back the grant of ${name}`}
      busy={pending}
      onClick={act}
      className="noscript:hidden"
    >
      {!pending && <Icon of={X} />}
    </Button>
  );
}
