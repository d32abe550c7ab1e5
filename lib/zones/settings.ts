import { mailboxName } from "@/lib/dns/names/mailbox";
import { env } from "@/lib/env";

/** Values for a new zone, from the portal’s settings. */
export function zoneSettings(zone: string) {
  const { DNS_NAME_SERVERS: nameServers, DNS_CONTACT, DNS_NS_DOMAIN: proofDomain } = env();
  return {
    nameServers,
    proofDomain: proofDomain ?? null,
    // Without name servers the zone isn’t served, and nobody reads this.
    primaryServer: `${nameServers[0] ?? zone}.`,
    contact: `${mailboxName(DNS_CONTACT ?? `hostmaster@${zone}`)}.`,
  };
}

/** The settings that the portal’s administrator must make before zones can go live. */
export const missingSettings = (): string[] => (env().DNS_NAME_SERVERS.length > 0 ? [] : ["DNS_NAME_SERVERS"]);

/** The NS records at the apex. */
export const nameServerRecords = (zone: string, ttl = 3_600) =>
  env().DNS_NAME_SERVERS.map((server) => ({ name: zone, type: "NS", ttl, content: `${server}.` }));

/** Whether a zone can have ALIAS records: PowerDNS resolves their addresses with a resolver and can’t sign them. */
export const aliasIn = ({ signed }: { signed: boolean }) =>
  env().DNS_ALIAS_RESOLVER === undefined ? ("off" as const) : signed ? ("signed" as const) : ("on" as const);
