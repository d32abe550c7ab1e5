import type { Outcome } from "@/lib/kernel/errors";
import type { PortalTier } from "@/lib/limits";
import type { PoolNumbers, PoolPart, Share } from "@/lib/pools/words";

export interface AdministeredOrganisation {
  id: string;
  handle: string;
  name: string;
  avatar: string | null;
  owner: { name: string; email: string; state: "active" | "invited" };
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
