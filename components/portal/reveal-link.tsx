"use client";

import { useState, useTransition } from "react";
import type { RevealedDialogProps } from "@/components/portal/revealed-dialog";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { sayRefused } from "@/components/ui/toast";
import type { Outcome } from "@/lib/errors";

const RevealedDialog = onDemand<RevealedDialogProps>(() => import("@/components/portal/revealed-dialog"));

interface RevealLinkProps {
  mail: string;
  recipient: string;
  reveal: (input: { mail: string }) => Promise<Outcome<{ link: string }>>;
}

export function RevealLink({ mail, recipient, reveal }: RevealLinkProps) {
  const [pending, startTransition] = useTransition();
  const [link, setLink] = useState<string>();
  const show = () =>
    startTransition(async () => {
      const outcome = await reveal({ mail }).catch(() => undefined);
      if (outcome?.ok) setLink(outcome.data.link);
      else sayRefused(outcome?.error.message ?? "Couldn’t reach Guildhall. Try again.");
    });
  return (
    <>
      <Button size="small" busy={pending} onClick={show} aria-label={`Reveal the link for ${recipient}`}>
        Reveal
      </Button>
      <RevealedDialog
        open={link !== undefined}
        onOpenChange={() => setLink(undefined)}
        recipient={recipient}
        link={link ?? ""}
      />
    </>
  );
}
