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

/** Approves a zone without verification, when the administrator knows that the organisation owns it. */
export function ActivateZone({ zone, activate }: ActivateZoneProps) {
  const [asking, setAsking] = useState(false);
  const { id, displayName, organisationName, organisationHandle } = zone;
  return (
    <>
      <Button
        size="small"
        onClick={() => setAsking(true)}
        aria-label={`Approve ${displayName} of ${organisationHandle} without verification`}
      >
        Approve without verification…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Approve ${displayName} for ${organisationName}?`}
        description={`The name servers serve it immediately, with the records of ${organisationHandle}, and no other organisation can have the name here. Only approve it if you know that they own the domain.`}
        stays="Pending zones of other organisations with this name stay, but can no longer be verified. Your approval appears in the activity."
        keep="Leave it pending"
        confirm={`Approve ${displayName}`}
        act={() => activate({ zone: id })}
        onDone={() => say(`${displayName} is active.`)}
      />
    </>
  );
}
