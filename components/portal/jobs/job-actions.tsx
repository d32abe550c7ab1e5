"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

type Act = (input: { job: string }) => Promise<Outcome<unknown>>;

export interface JobActionsProps {
  job: string;
  /** "Mails: anna@example.org" */
  name: string;
  actions: { retry: Act; drop: Act };
}

/** Runs a job again, or drops it. */
export function JobActions({ job, name, actions }: JobActionsProps) {
  const [act, pending] = useAction();
  const [asking, setAsking] = useState(false);
  const retry = () =>
    act(
      () => actions.retry({ job }),
      () => say("The job runs again."),
    );
  return (
    <span className="flex flex-wrap gap-2">
      <Button size="small" busy={pending} onClick={retry} aria-label={`Try again: ${name}`}>
        Try again
      </Button>
      <Button size="small" onClick={() => setAsking(true)} aria-label={`Drop: ${name}`}>
        Drop…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Drop this job?"
        description={`${name}. It won’t be tried again. This can’t be undone.`}
        stays="What it works on stays as it is. The portal may create another job for it later."
        keep="Keep it"
        confirm="Drop"
        act={() => actions.drop({ job })}
        onDone={() => say("The job is dropped.")}
      />
    </span>
  );
}
