import { mailboxName } from "@/lib/dns/names/mailbox";
import { env } from "@/lib/env";

/** What a new zone is made with, as the portal's settings say. */
export function zoneSettings(zone: string) {
  const { DNS_NAME_SERVERS: nameServers, DNS_CONTACT, DNS_NS_DOMAIN: proofDomain } = env();
  return {
    nameServers,
    proofDomain: proofDomain ?? null,
    // Until a name server is named the zone isn't served, and nobody reads this.
    primaryServer: `${nameServers[0] ?? zone}.`,
    contact: `${mailboxName(DNS_CONTACT ?? `hostmaster@${zone}`)}.`,
  };
}

/** The settings that this portal's administrator must give before zones can be answered for. */
export const missingSettings = (): string[] => (env().DNS_NAME_SERVERS.length > 0 ? [] : ["DNS_NAME_SERVERS"]);

/** The zone's own NS records. */
export const nameServerRecords = (zone: string, ttl = 3_600) =>
  env().DNS_NAME_SERVERS.map((server) => ({ name: zone, type: "NS", ttl, content: `${server}.` }));

/** Whether an ALIAS can be made in a zone: PowerDNS looks its addresses up by a resolver, and can’t sign what it found. */
export const aliasIn = ({ signed }: { signed: boolean }) =>
  env().DNS_ALIAS_RESOLVER === undefined ? ("off" as const) : signed ? ("signed" as const) : ("on" as const);
