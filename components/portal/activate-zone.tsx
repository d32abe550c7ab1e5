"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

export interface ActivateZoneProps {
  zone: { id: string; displayName: string; organisationName: string; organisationHandle: string };
  activate: (input: { zone: string }) => Promise<Outcome<unknown>>;
}

/** Approves a zone whose owner the administrator knows. */
export function ActivateZone({ zone, activate }: ActivateZoneProps) {
  const [asking, setAsking] = useState(false);
  const { id, displayName, organisationName, organisationHandle } = zone;
  return (
    <>
      <Button
        size="small"
        onClick={() => setAsking(true)}
        aria-label={`Approve without verification: ${displayName} of ${organisationHandle}`}
      >
        Approve without verification…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Approve ${displayName} for ${organisationName}?`}
        description={`The zone goes live at once with the records of ${organisationHandle}, and nobody else can have the name here. Approve it only if you know that the domain is theirs.`}
        stays="Pending zones of other organisations with this name stay, but can’t be verified any more. Your approval is recorded in the activity."
        keep="Leave it pending"
        confirm="Approve"
        act={() => activate({ zone: id })}
        onDone={() => say(`${displayName} is approved and live.`)}
      />
    </>
  );
}
