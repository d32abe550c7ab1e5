"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { Notice } from "@/components/ui/message/notice";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface ProviderButtonsProps {
  organisation: string;
  name: string;
  test: (input: { organisation: string }) => Promise<Outcome<{ works: boolean; problem: string | null }>>;
  remove: (input: { organisation: string }) => Promise<Outcome<unknown>>;
}

/** Tests the provider as it is saved, or removes it. */
export function ProviderButtons({ organisation, name, test, remove }: ProviderButtonsProps) {
  const [open, setOpen] = useState(false);
  const [tried, setTried] = useState<{ works: boolean; problem: string | null }>();
  const [act, pending] = useAction();
  return (
    <div className="grid gap-3 noscript:hidden">
      <div className="flex flex-wrap gap-2">
        <Button busy={pending} onClick={() => act(() => test({ organisation }), setTried)}>
          Test the provider
        </Button>
        <Button variant="danger-quiet" onPointerEnter={ConfirmDialog.prepare} onClick={() => setOpen(true)}>
          Remove sign-in…
        </Button>
      </div>
      {tried && (
        <Notice
          role="status"
          tone={tried.works ? "good" : "warn"}
          title={tried.works ? "The provider answers as it should" : "The provider can’t be used yet"}
        >
          {tried.problem ?? "The client secret is tried when somebody signs in."}
        </Notice>
      )}
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Remove the sign-in of ${name}?`}
        description="Everybody who is signed in through it is signed out at once, and signs in another way from then on."
        stays="Accounts, memberships and mail domains stay. Accounts without a password get one by “Forgot password?”."
        confirm="Remove sign-in"
        keep="Cancel"
        act={() => remove({ organisation })}
        onDone={() => say("The sign-in was removed.")}
      />
    </div>
  );
}
