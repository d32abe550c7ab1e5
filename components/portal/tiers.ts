import type { Outcome } from "@/lib/kernel/errors";
import type { PortalTier } from "@/lib/limits";
import type { TierNumbers } from "@/lib/organisations/tier_change";
import type { PoolPart, Share } from "@/lib/pools/words";
import type { Limit, LimitPart } from "@/lib/tiers/words";

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
  zoneCount: number;
  maxServers: number | null;
  dedicatedNodes: number;
  suspension: { reason: string; until: Date | null } | null;
  deletedAt: Date | null;
  limits: Record<LimitPart, Limit & { used: number }>;
  pool: Record<PoolPart, Share & { own: boolean }>;
}

export type NumbersOfTiers = Record<PortalTier, TierNumbers>;

/** What each tier allows, by its name. */
export const numbersOf = (tiers: ({ tier: string } & TierNumbers)[]): NumbersOfTiers =>
  Object.fromEntries(tiers.map(({ tier, limits, pool }) => [tier, { limits, pool }])) as NumbersOfTiers;

export interface SetTierProps {
  organisation: AdministeredOrganisation;
  tiers: NumbersOfTiers;
  setTier: (input: { organisation: string; portalTier: PortalTier }) => Promise<Outcome<unknown>>;
}
