import { type PortalTier, portalTiers } from "@/lib/limits";

import { amountWords, type PoolNumbers, type PoolPart, poolParts, poolWords, thingWords } from "@/lib/pools/words";

/** What an organisation has of the things that a portal tier limits. */
export interface Held {
  portalTier: PortalTier;
  serverCount: number;
  zoneCount: number;
  ownRoles: number;
  dedicatedNodes: number;
  pool: Record<PoolPart, { used: number; own: boolean }>;
}

const counted = (count: number, one: string, many = `${one}s`) =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString("en-GB")} ${many}`;

/** What a portal tier allows, in one line. */
export function tierWords(tier: PortalTier, pool: PoolNumbers): string {
  const { maxServers, zones, pendingInvitations } = portalTiers[tier];
  const servers = maxServers === null ? "Any number of servers" : `Up to ${counted(maxServers, "server")}`;
  const invitations = `${pendingInvitations.toLocaleString("en-GB")} pending invitations`;
  const together = `; for its servers together ${poolWords(pool)}`;
  return `${servers}, ${counted(zones, "zone")}, ${invitations}${together}${tier === "enterprise" ? "; custom roles and dedicated nodes" : ""}.`;
}

/** The consequences of another tier for an organisation: nothing is deleted, but some things can't grow. */
export function tierConsequences(held: Held, next: PortalTier, gives: PoolNumbers): string[] {
  const { displayName, maxServers, zones } = portalTiers[next];
  const { serverCount, zoneCount, ownRoles, dedicatedNodes } = held;
  const leaves = held.portalTier === "enterprise" && next !== "enterprise";
  const over = (count: number, most: number | null, one: string) =>
    most !== null && count > most
      ? [
          `It has ${counted(count, one)}, and the ${displayName} allows ${most}. They keep working; no new ones can be created until it has fewer than ${most}.`,
        ]
      : [];
  return [
    ...over(serverCount, maxServers, "server"),
    ...over(zoneCount, zones, "zone"),
    ...poolParts.flatMap((part) => {
      const { used, own } = held.pool[part];
      const most = gives[part];
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
