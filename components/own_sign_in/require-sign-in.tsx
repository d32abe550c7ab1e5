"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { Panel } from "@/components/ui/layout/panel";
import { Badge } from "@/components/ui/message/badge";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface RequireSignInProps {
  organisation: string;
  name: string;
  required: boolean;
  set?: (input: { organisation: string; required: boolean }) => Promise<Outcome<unknown>>;
}

/** Switches the rule on or off that only this sign-in opens the organisation. */
export function RequireSignIn({ organisation, name, required, set }: RequireSignInProps) {
  const [open, setOpen] = useState(false);
  const [act, pending] = useAction();
  return (
    <Panel
      title="Require it"
      about={
        <>
          <Badge dot tone={required ? "good" : "plain"} className="mr-2">
            {required ? "Required" : "Not required"}
          </Badge>
          {required
            ? `Only you open ${name} in another way.`
            : "Members can open the organisation in whatever way they sign in."}
        </>
      }
      action={
        set &&
        (required ? (
          <Button
            className="noscript:hidden"
            busy={pending}
            onClick={() =>
              act(
                () => set({ organisation, required: false }),
                () => say("The sign-in is no longer required."),
              )
            }
          >
            Stop requiring it
          </Button>
        ) : (
          <Button className="noscript:hidden" onPointerEnter={ConfirmDialog.prepare} onClick={() => setOpen(true)}>
            Require it…
          </Button>
        ))
      }
    >
      {set && (
        <ConfirmDialog
          open={open}
          onOpenChange={setOpen}
          title={`Require the sign-in in ${name}?`}
          description="From their next request on, members who signed in another way see only how to sign in with it. Sign in with it once yourself first, to see that it works."
          stays="You, as the owner, can always open the organisation. Access tokens that were created in sessions of this sign-in go on working, others are refused here."
          confirm="Require the sign-in"
          keep="Cancel"
          act={() => set({ organisation, required: true })}
          onDone={() => say("The sign-in is required from now on.")}
        />
      )}
    </Panel>
  );
}
