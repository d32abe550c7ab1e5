"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

type Act = (input: { organisation: string; mailDomain: string }) => Promise<Outcome<unknown>>;
export interface DomainActions {
  verify: Act;
  remove: Act;
}

interface DomainButtonsProps {
  organisation: string;
  mailDomain: string;
  domain: string;
  mayVerify: boolean;
  actions: DomainActions;
}

/** Checks the record of a mail domain, or removes it. */
export function DomainButtons({ organisation, mailDomain, domain, mayVerify, actions }: DomainButtonsProps) {
  const [open, setOpen] = useState(false);
  const [act, pending] = useAction();
  const one = { organisation, mailDomain };
  return (
    <div className="flex flex-wrap gap-2 noscript:hidden">
      {mayVerify && (
        <Button
          size="small"
          busy={pending}
          onClick={() =>
            act(
              () => actions.verify(one),
              () => say(`${domain} is verified.`),
            )
          }
        >
          Check<span className="sr-only"> {domain}</span>
        </Button>
      )}
      <Button size="small" variant="danger-quiet" onPointerEnter={ConfirmDialog.prepare} onClick={() => setOpen(true)}>
        Remove…<span className="sr-only"> {domain}</span>
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Remove ${domain}?`}
        description="From then on nobody signs in through your provider with an address of this domain."
        stays="Accounts, memberships and sessions that are open stay as they are."
        confirm="Remove domain"
        keep="Cancel"
        act={() => actions.remove(one)}
        onDone={() => say(`${domain} was removed.`)}
      />
    </div>
  );
}
