"use client";

import { useState } from "react";
import type { TierDialogProps } from "@/components/portal/tier-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";
import type { Outcome } from "@/lib/kernel/errors";
import type { PortalTier } from "@/lib/limits";
import type { PoolNumbers, PoolPart, Share } from "@/lib/pools/words";

export interface AdministeredOrganisation {
  id: string;
  handle: string;
  name: string;
  avatar: string | null;
  owner: { name: string; email: string };
  portalTier: PortalTier;
  tierName: string;
  memberCount: number;
  serverCount: number;
  maxServers: number | null;
  zoneCount: number;
  ownRoles: number;
  dedicatedNodes: number;
  pool: Record<PoolPart, Share & { own: boolean }>;
}
export type TierPools = Record<PortalTier, PoolNumbers>;

export interface SetTierProps {
  organisation: AdministeredOrganisation;
  /** The pool of each tier. */
  pools: TierPools;
  setTier: (input: { organisation: string; portalTier: PortalTier }) => Promise<Outcome<unknown>>;
}

const TierDialog = onDemand<TierDialogProps>(() => import("@/components/portal/tier-dialog"));

/** Opens the dialog for one organisation's portal tier. */
export function SetTier({ organisation, pools, setTier }: SetTierProps) {
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
      <TierDialog open={open} onOpenChange={setOpen} organisation={organisation} pools={pools} setTier={setTier} />
    </>
  );
}
