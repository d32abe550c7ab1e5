"use client";

import { Archive } from "lucide-react";
import { useTransition } from "react";
import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";
import { say, sayRefused } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface MakeBackupButtonProps {
  organisation: string;
  server: string;
  make: (input: { organisation: string; server: string }) => Promise<Outcome<unknown>>;
}

export function MakeBackupButton({ organisation, server, make }: MakeBackupButtonProps) {
  const [pending, startTransition] = useTransition();
  const press = () =>
    startTransition(async () => {
      const outcome = await make({ organisation, server }).catch(() => undefined);
      if (outcome?.ok) say("A backup is being made.");
      else sayRefused(outcome?.error.message ?? "Couldn’t reach Guildhall. Nothing was changed. Try again.");
    });
  return (
    <Button variant="main" busy={pending} onClick={press} className="noscript:hidden">
      <Icon of={Archive} />
      Make a backup
    </Button>
  );
}
