import { type PortalTier, portalTiers } from "@/lib/limits";
import { amountWords, type PoolNumbers, type PoolPart, poolParts, poolWords, thingWords } from "@/lib/pools/words";
import { type LimitNumbers, type LimitPart, limitParts, limitThing, tierLine } from "@/lib/tiers/words";

/** What an organisation has of the things that a portal tier limits. */
export interface Held {
  portalTier: PortalTier;
  limits: Record<LimitPart, { used: number; own: boolean }>;
  dedicatedNodes: number;
  pool: Record<PoolPart, { used: number; own: boolean }>;
}

/** The numbers of a portal tier. */
export interface TierNumbers {
  limits: LimitNumbers;
  pool: PoolNumbers;
}

/** What a portal tier allows, in one line. */
export function tierWords(tier: PortalTier, { limits, pool }: TierNumbers): string {
  const more = tier === "enterprise" ? "; custom roles and dedicated nodes" : "";
  const words = `${tierLine(limits)}; for its servers together ${poolWords(pool)}${more}.`;
  return limits.servers === null ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : `Up to ${words}`;
}

/** The consequences of another tier for an organisation: nothing is deleted, but some things can't grow. */
export function tierConsequences(held: Held, next: PortalTier, gives: TierNumbers): string[] {
  const { displayName } = portalTiers[next];
  const { dedicatedNodes } = held;
  const ownRoles = held.limits.customRoles.used;
  const leaves = held.portalTier === "enterprise" && next !== "enterprise";
  // Custom roles have a sentence of their own below.
  const over = limitParts.flatMap((part) => {
    const { used, own } = held.limits[part];
    const most = gives.limits[part];
    if (own || most === null || used <= most || (part === "customRoles" && next !== "enterprise")) return [];
    const there = part === "backupSizeMb" ? "a backup of" : "";
    return [
      `It has ${[there, limitThing(part, used)].join(" ").trim()}, and the ${displayName} allows ${most.toLocaleString("en-GB")}. They keep working; no new ones can be created until it has fewer than ${most}.`,
    ];
  });
  return [
    ...over,
    ...poolParts.flatMap((part) => {
      const { used, own } = held.pool[part];
      const most = gives.pool[part];
      if (own || most === null || used <= most) return [];
      return [
        `Its servers have ${thingWords(part, used)} allocated, and the ${displayName} allows ${amountWords(part, most)}. They keep it; no more can be allocated until they use less.`,
      ];
    }),
    ...(leaves && ownRoles > 0
      ? [
          `${ownRoles === 1 ? "Its custom role keeps" : `Its ${ownRoles} custom roles keep`} working for the members who have ${ownRoles === 1 ? "it" : "them"}, but can’t be edited or assigned.`,
        ]
      : []),
    ...(leaves && dedicatedNodes > 0
      ? [
          `${dedicatedNodes === 1 ? "Its dedicated node keeps its servers but accepts" : `Its ${dedicatedNodes} dedicated nodes keep their servers but accept`} no new ones.`,
        ]
      : []),
  ];
}
