import type { Trx } from "@/db/client";
import { listTierLimits } from "@/db/queries/limits";
import { listTierPools } from "@/db/queries/pools";
import { AppError } from "@/lib/errors";
import { type PortalTier, portalTierNames, portalTiers } from "@/lib/limits";
import type { PoolNumbers } from "@/lib/pools/words";
import { eachLimit, type LimitPart, type Limits } from "@/lib/tiers/words";

/** Every portal tier with its numbers and its pool. */
export async function readTiers(trx: Trx) {
  const limits = await listTierLimits(trx);
  const pools = await listTierPools(trx);
  return portalTierNames.map((tier) => {
    const numbers = eachLimit(
      (part) => limits.find(({ tier: of, what }) => of === tier && what === part)?.most ?? null,
    );
    const share = (part: string) => pools.find(({ tier: of, what }) => of === tier && what === part)?.most ?? null;
    const pool: PoolNumbers = {
      ...{ memoryMb: share("memory"), cores: share("cores"), diskMb: share("disk"), ports: share("ports") },
    };
    return { tier, tierName: portalTiers[tier].displayName, maxServers: numbers.servers, limits: numbers, pool };
  });
}

/** One of them. */
export async function readOneTier(trx: Trx, tier: PortalTier) {
  const found = (await readTiers(trx)).find((each) => each.tier === tier);
  if (!found) throw new AppError("unknown");
  return found;
}

/** The numbers of an organisation, each with what it has. */
export const toUsedLimits = (limits: Limits, uses: Partial<Record<LimitPart, number>> | null) =>
  eachLimit((part) => ({ ...limits[part], used: uses?.[part] ?? 0 }));
