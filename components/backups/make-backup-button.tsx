"use client";

import { Archive } from "lucide-react";
import { useAction } from "@/components/forms/use-action";

import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface MakeBackupButtonProps {
  organisation: string;
  server: string;
  make: (input: { organisation: string; server: string }) => Promise<Outcome<unknown>>;
}

export function MakeBackupButton({ organisation, server, make }: MakeBackupButtonProps) {
  const [act, pending] = useAction();
  const press = () =>
    act(
      () => make({ organisation, server }),
      () => say("Creating a backup…"),
    );
  return (
    <Button variant="main" busy={pending} onClick={press} className="noscript:hidden">
      <Icon of={Archive} />
      Create backup
    </Button>
  );
}
