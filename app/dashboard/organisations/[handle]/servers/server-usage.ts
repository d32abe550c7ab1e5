import { leftWords, type Pool, poolParts } from "@/lib/pools/words";
import { limitWords } from "@/lib/servers/limit_words";

/** What is left of each part of the organisation’s pool, in words; undefined for unlimited parts. */
export const leftOf = (pool: Pool | null) =>
  pool ? Object.fromEntries(poolParts.map((part) => [part, leftWords(part, pool[part])])) : {};

interface Used {
  serverCount: number;
  maxServers: number | null;
  tierName: string;
  narrowed: boolean;
}

/** "2 of 10 servers", with the reason when no more are allowed. */
export function usedOf({ serverCount, maxServers, tierName, narrowed }: Used): { usage: string; reason?: string } {
  // Members who are restricted to projects count only the servers they see, which can’t be compared with the limit.
  if (narrowed || maxServers === null) return { usage: serverCount === 1 ? "1 server" : `${serverCount} servers` };
  const usage = `${serverCount} of ${maxServers} servers`;
  if (serverCount < maxServers) return { usage };
  if (serverCount === maxServers) return { usage, reason: `the ${tierName} allows no more.` };
  return {
    usage,
    reason: `the ${tierName} allows ${maxServers}. Existing servers are kept, but you can’t create new ones.`,
  };
}

/** The same on one line. */
export function usageOf(used: Used): string {
  const { usage, reason } = usedOf(used);
  return reason ? `${usage}: ${reason}` : usage;
}

/** Why no more servers can be created, and what to do about it. */
export function fullWords({ serverCount, maxServers, tierName, narrowed }: Used): string | undefined {
  if (narrowed || maxServers === null || serverCount < maxServers) return undefined;
  return limitWords(tierName, maxServers, serverCount);
}
