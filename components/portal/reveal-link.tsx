"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import type { LinkDialogProps } from "@/components/ui/dialog/link-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import type { Outcome } from "@/lib/kernel/errors";

const LinkDialog = onDemand<LinkDialogProps>(() => import("@/components/ui/dialog/link-dialog"));

interface RevealLinkProps {
  mail: string;
  recipient: string;
  reveal: (input: { mail: string }) => Promise<Outcome<{ link: string }>>;
}

export function RevealLink({ mail, recipient, reveal }: RevealLinkProps) {
  const [act, pending] = useAction();
  const [link, setLink] = useState<string>();
  const show = () =>
    act(
      () => reveal({ mail }),
      (data) => setLink(data.link),
    );
  return (
    <>
      <Button size="small" busy={pending} onClick={show} aria-label={`Reveal the link for ${recipient}`}>
        Reveal
      </Button>
      <LinkDialog
        open={link !== undefined}
        onOpenChange={() => setLink(undefined)}
        title="Link of this mail"
        description={`Pass it on to ${recipient} only. A link that verifies an address or sets a password expires in one hour.`}
        link={link ?? ""}
      />
    </>
  );
}
