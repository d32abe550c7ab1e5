"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { type BeginRequest, signWithPasskey } from "@/components/passkeys/ceremony";
import { goTo } from "@/components/sign_in/open-session";
import { Button } from "@/components/ui/button/button";
import { Notice } from "@/components/ui/message/notice";
import type { Outcome } from "@/lib/kernel/errors";

interface ConfirmByPasskeyProps {
  /** Where to go afterwards; a path of this portal. */
  next: string;
  begin: BeginRequest;
  confirm: (input: { credential: string }) => Promise<Outcome<unknown>>;
}

/** A passkey, for a session that lacks its second factor. */
export function ConfirmByPasskey({ next, begin, confirm }: ConfirmByPasskeyProps) {
  const [problem, setProblem] = useState<string>();
  const [act, pending] = useAction();
  const call = async () => {
    const signed = await signWithPasskey(begin);
    return signed.ok ? confirm({ credential: signed.data }) : signed;
  };
  const press = () => {
    setProblem(undefined);
    act<unknown>(call, () => goTo(next), setProblem);
  };
  return (
    <div className="grid gap-4 noscript:hidden">
      {problem && (
        <Notice tone="bad" role="alert">
          {problem}
        </Notice>
      )}
      <Button variant="main" busy={pending} onClick={press}>
        Use a passkey
      </Button>
    </div>
  );
}
