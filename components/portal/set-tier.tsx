"use client";

import { useState } from "react";
import type { TierDialogProps } from "@/components/portal/tier-dialog";
import type { SetTierProps } from "@/components/portal/tiers";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const TierDialog = onDemand<TierDialogProps>(() => import("@/components/portal/tier-dialog"));

/** Opens the dialog for one organisation's portal tier. */
export function SetTier({ organisation, tiers, setTier }: SetTierProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        className="noscript:hidden"
        onPointerEnter={TierDialog.prepare}
        onFocus={TierDialog.prepare}
        onClick={() => setOpen(true)}
        aria-label={`Change the portal tier of ${organisation.handle}`}
      >
        Tier…
      </Button>
      <TierDialog open={open} onOpenChange={setOpen} organisation={organisation} tiers={tiers} setTier={setTier} />
    </>
  );
}
