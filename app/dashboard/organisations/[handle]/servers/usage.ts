interface Used {
  serverCount: number;
  maxServers: number | null;
  tierName: string;
  narrowed: boolean;
}

/** "2 of 10 servers"; after a downgrade more than the portal tier allows, with the reason. */
export function usageOf({ serverCount, maxServers, tierName, narrowed }: Used): string {
  // Who is limited to projects counts what they see, which says nothing of the limit.
  if (narrowed || maxServers === null) return serverCount === 1 ? "1 server" : `${serverCount} servers`;
  const usage = `${serverCount} of ${maxServers} servers`;
  if (serverCount < maxServers) return usage;
  return serverCount === maxServers
    ? `${usage}: the ${tierName} allows no more.`
    : `${usage}: the ${tierName} allows ${maxServers}. They stay, and no new one can be made.`;
}

/** Why no more can be made, where that is known. */
export function fullWords({ serverCount, maxServers, tierName, narrowed }: Used): string | undefined {
  if (narrowed || maxServers === null || serverCount < maxServers) return undefined;
  return `The ${tierName} allows ${maxServers} servers, and there are ${serverCount}. Delete one, or ask the portal’s administrator for more.`;
}
