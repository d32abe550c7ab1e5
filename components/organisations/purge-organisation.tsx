"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface PurgeOrganisationProps {
  organisation: { id: string; handle: string; name: string };
  purge: (input: { organisation: string; confirm: string }) => Promise<Outcome<unknown>>;
}

/** Deletes a deleted organisation for good before its time is over. */
export function PurgeOrganisation({ organisation: { id, handle, name }, purge }: PurgeOrganisationProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="danger-quiet"
        className="noscript:hidden"
        onPointerEnter={ConfirmDialog.prepare}
        onFocus={ConfirmDialog.prepare}
        onClick={() => setAsking(true)}
      >
        Delete for good now…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${name} for good?`}
        description="Everything that it had is removed now. Nobody can restore it any more."
        stays="Its activity is kept."
        typed={handle}
        confirm={`Delete ${name} for good`}
        act={() => purge({ organisation: id, confirm: handle })}
        onDone={() => say(`Everything in ${name} is being removed.`)}
      />
    </>
  );
}
