"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import type { LinkDialogProps } from "@/components/ui/dialog/link-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const LinkDialog = onDemand<LinkDialogProps>(() => import("@/components/ui/dialog/link-dialog"));

interface ResetButtonProps {
  user: string;
  email: string;
  /** Whether the portal can send mail; otherwise the link is shown, to be passed on. */
  canMail: boolean;
  send: (input: { user: string }) => Promise<Outcome<{ mail: string; held: boolean }>>;
  reveal: (input: { mail: string }) => Promise<Outcome<{ link: string }>>;
}

/** Sends the user a link to choose a new password. */
export function ResetButton({ user, email, canMail, send, reveal }: ResetButtonProps) {
  const [act, pending] = useAction();
  const [link, setLink] = useState<string>();
  const both = async (): Promise<Outcome<{ link: string | undefined }>> => {
    const sent = await send({ user });
    if (!sent.ok || !sent.data.held) return sent.ok ? { ok: true, data: { link: undefined } } : sent;
    return reveal({ mail: sent.data.mail });
  };
  const press = () =>
    act(both, (data) => {
      if (data.link) setLink(data.link);
      else say(`A reset link is on its way to ${email}.`);
    });
  return (
    <>
      <Button className="noscript:hidden" busy={pending} onClick={press}>
        {canMail ? "Send reset link" : "Reveal reset link"}
      </Button>
      <LinkDialog
        open={link !== undefined}
        onOpenChange={() => setLink(undefined)}
        title="Reset link"
        description={`Pass it on to ${email} only, after checking who it is. It expires in one hour.`}
        link={link ?? ""}
      />
    </>
  );
}
