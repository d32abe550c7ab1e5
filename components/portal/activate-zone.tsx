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

/** Vouches for a zone whose owner the administrator knows. */
export function ActivateZone({ zone, activate }: ActivateZoneProps) {
  const [asking, setAsking] = useState(false);
  const { id, displayName, organisationName, organisationHandle } = zone;
  return (
    <>
      <Button
        size="small"
        onClick={() => setAsking(true)}
        aria-label={`Serve ${displayName} of ${organisationHandle} without a proof`}
      >
        Vouch…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Serve ${displayName} for ${organisationName}?`}
        description={`The name servers answer for it at once, with what ${organisationHandle} entered, and nobody else can have the name here. Do it only when you know that the domain is theirs.`}
        stays="Other organisations’ claims of this name stay, and can’t be proved any more. That you vouched stands in the activity."
        keep="Leave it pending"
        confirm={`Serve ${displayName}`}
        act={() => activate({ zone: id })}
        onDone={() => say(`${displayName} is served.`)}
      />
    </>
  );
}
