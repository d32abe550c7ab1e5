import { type PortalTier, portalTiers } from "@/lib/limits";

import { amountWords, type PoolNumbers, type PoolPart, poolParts, poolWords, thingWords } from "@/lib/pools/words";

/** What a portal tier limits, as one organisation has it. */
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

/** What a portal tier allows, in a line. */
export function tierWords(tier: PortalTier, pool: PoolNumbers): string {
  const { maxServers, zones, pendingInvitations } = portalTiers[tier];
  const servers = maxServers === null ? "Any number of servers" : `Up to ${counted(maxServers, "server")}`;
  const invitations = `${pendingInvitations.toLocaleString("en-GB")} invitations waiting at a time`;
  const together = `; for its servers together ${poolWords(pool)}`;
  return `${servers}, ${counted(zones, "zone")}, ${invitations}${together}${tier === "enterprise" ? "; roles of its own and dedicated nodes" : ""}.`;
}

/** What another tier means for what an organisation has already: nothing goes, but some of it is held where it is. */
export function tierConsequences(held: Held, next: PortalTier, gives: PoolNumbers): string[] {
  const { displayName, maxServers, zones } = portalTiers[next];
  const { serverCount, zoneCount, ownRoles, dedicatedNodes } = held;
  const leaves = held.portalTier === "enterprise" && next !== "enterprise";
  const over = (count: number, most: number | null, one: string) =>
    most !== null && count > most
      ? [
          `It has ${counted(count, one)}, and the ${displayName} allows ${most}. They stay and go on; no new one can be made until it has fewer than ${most}.`,
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
        `Its servers were promised ${thingWords(part, used)}, and the ${displayName} gives ${amountWords(part, most)}. They keep it; nothing more can be promised until it is less.`,
      ];
    }),
    ...(leaves && ownRoles > 0
      ? [
          `${ownRoles === 1 ? "Its own role goes" : `Its ${ownRoles} own roles go`} on working for those who hold ${ownRoles === 1 ? "it, but" : "them, but"} can’t be changed or given.`,
        ]
      : []),
    ...(leaves && dedicatedNodes > 0
      ? [
          `${dedicatedNodes === 1 ? "Its dedicated node keeps what runs on it and takes" : `Its ${dedicatedNodes} dedicated nodes keep what runs on them and take`} nothing new.`,
        ]
      : []),
  ];
}
