"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { Panel } from "@/components/ui/layout/panel";
import { Badge } from "@/components/ui/message/badge";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface RequireFactorProps {
  organisation: string;
  name: string;
  required: boolean;
  /** The members who have none: how many, and the first of them. */
  without: { count: number; names: string[] };
  /** Whether the owner has one, without which the rule can’t be switched on. */
  mayRequire: boolean;
  set: (input: { organisation: string; secondFactorRequired: boolean }) => Promise<Outcome<unknown>>;
}

/** Switches the rule on, after saying whom it shuts out for now, or off. */
export function RequireFactor({ organisation, name, required, without, mayRequire, set }: RequireFactorProps) {
  const [open, setOpen] = useState(false);
  const [act, pending] = useAction();
  const shutOut = withoutWords(without);
  return (
    <Panel
      title="Second factor"
      about={
        <>
          <Badge dot tone={required ? "good" : "plain"} className="mr-2">
            {required ? "Required" : "Not required"}
          </Badge>
          {required
            ? `Nobody opens ${name} without one. ${shutOut ?? "All members have one."}`
            : "Members can open the organisation with their password alone."}
        </>
      }
      action={
        required ? (
          <Button
            className="noscript:hidden"
            busy={pending}
            onClick={() =>
              act(
                () => set({ organisation, secondFactorRequired: false }),
                () => say("A second factor is no longer required."),
              )
            }
          >
            Stop requiring it
          </Button>
        ) : (
          <Button
            className="noscript:hidden"
            disabled={!mayRequire}
            onPointerEnter={ConfirmDialog.prepare}
            onClick={() => setOpen(true)}
          >
            Require it…
          </Button>
        )
      }
    >
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Require a second factor in ${name}?`}
        description={`From their next request on, members without one see only how to add one. ${shutOut ?? "All members have one already."}`}
        stays="Access tokens that were created in a session with a second factor go on working, others are refused here."
        confirm="Require a second factor"
        keep="Cancel"
        act={() => set({ organisation, secondFactorRequired: true })}
        onDone={() => say("A second factor is required from now on.")}
      />
    </Panel>
  );
}

/** "Mel and Nora have none." Null if everybody has one. */
function withoutWords({ count, names }: RequireFactorProps["without"]): string | null {
  if (count === 0) return null;
  const more = count - names.length;
  const all = more > 0 ? [...names, `${more.toLocaleString("en-GB")} more`] : names;
  return `${new Intl.ListFormat("en-GB").format(all)} ${count === 1 ? "has" : "have"} none.`;
}
