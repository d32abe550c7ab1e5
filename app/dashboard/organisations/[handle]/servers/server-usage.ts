import { leftWords, type Pool, poolParts } from "@/lib/pools/words";
import { fullReason, type Limits, fullWords as limitWords, usedWords } from "@/lib/tiers/words";

/** What is left of each part of the organisation’s pool, in words; undefined for unlimited parts. */
export const leftOf = (pool: Pool | null) =>
  pool ? Object.fromEntries(poolParts.map((part) => [part, leftWords(part, pool[part])])) : {};

interface Used {
  serverCount: number;
  limits: Limits;
  tierName: string;
  narrowed: boolean;
}

/** "2 of 10 servers", with the reason when no more are allowed. */
export function usedOf({ serverCount, limits, tierName, narrowed }: Used): { usage: string; reason?: string } {
  // Members who are restricted to projects count only the servers they see, which can’t be compared with the limit.
  if (narrowed || limits.servers.most === null)
    return { usage: serverCount === 1 ? "1 server" : `${serverCount} servers` };
  return {
    usage: `${usedWords(serverCount, limits.servers)} servers`,
    reason: fullReason(serverCount, limits.servers, tierName),
  };
}

/** The same on one line. */
export function usageOf(used: Used): string {
  const { usage, reason } = usedOf(used);
  return reason ? `${usage}: ${reason}` : usage;
}

/** Why no more servers can be created, and what to do about it. */
export function fullWords({ serverCount, limits, tierName, narrowed }: Used): string | undefined {
  const { most } = limits.servers;
  if (narrowed || most === null || serverCount < most) return undefined;
  return limitWords("servers", serverCount, limits.servers, tierName);
}
