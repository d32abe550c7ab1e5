"use client";

import { X } from "lucide-react";
import { useAction } from "@/components/forms/use-action";

import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";
import { say } from "@/components/ui/message/toast";
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
  const [act, pending] = useAction();
  const begin = () =>
    act(
      () => revoke({ organisation, zone, grant }),
      () => say(`${name} revoked. If its zone is already active, it stays active.`),
    );
  return (
    <Button
      variant="quiet"
      size="icon"
      aria-label={`Revoke ${name}`}
      busy={pending}
      onClick={begin}
      className="noscript:hidden"
    >
      {!pending && <Icon of={X} />}
    </Button>
  );
}
