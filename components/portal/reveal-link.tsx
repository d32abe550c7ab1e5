"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button/button";
import type { LinkDialogProps } from "@/components/ui/dialog/link-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { sayRefused } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const LinkDialog = onDemand<LinkDialogProps>(() => import("@/components/ui/dialog/link-dialog"));

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
      <LinkDialog
        open={link !== undefined}
        onOpenChange={() => setLink(undefined)}
        title="The link of this mail"
        description={`Give it to ${recipient} and to nobody else. A link that confirms an address or sets a password works for one hour from now.`}
        link={link ?? ""}
      />
    </>
  );
}
