import { mailboxAddress } from "@/lib/dns/names/mailbox";
import { shownName } from "@/lib/dns/names/shown";
import type { Zone } from "@/lib/zones/require";
import type { zoneStates } from "@/lib/zones/schema";
import { aliasIn, zoneSettings } from "@/lib/zones/settings";

type ZoneRow = Omit<Zone, "organisationId">;

/** A zone's name as people read it. */
export const displayName = (name: string) => shownName(name, "").replace(/\.$/, "");

/** The name of the TXT record that verifies a zone. */
const challengeName = (zone: string) => `_guildhall-challenge.${zone}`;

/** The records that verify a zone: either of the two is enough. */
export function wantedOf({ name, claimToken, claimLabel }: Pick<ZoneRow, "name" | "claimToken" | "claimLabel">) {
  const { proofDomain } = zoneSettings(name);
  return {
    zone: name,
    record: { name: challengeName(name), text: claimToken },
    nameServer: proofDomain && `${claimLabel}.${proofDomain}`,
  };
}

/** A zone as its own organisation sees it. */
export function toZone(row: ZoneRow) {
  const { id, name, served, failing, signed, recordCount, refresh, retry, expire, minimum, ttl, createdAt } = row;
  const { nameServers } = zoneSettings(name);
  const { record, nameServer } = wantedOf(row);
  const claim = row.claimExpiresAt && { record, nameServer, expiresAt: row.claimExpiresAt };
  return {
    ...{
      id,
      name,
      served,
      failing,
      signed,
      recordCount,
      refresh,
      retry,
      expire,
      minimum,
      ttl,
      createdAt,
      nameServers,
      claim,
    },
    displayName: displayName(name),
    alias: aliasIn(row),
    state: row.state as (typeof zoneStates)[number],
    version: Number(row.version),
    serial: Number(row.serial),
    primaryServer: row.primaryServer.replace(/\.$/, ""),
    contact: mailboxAddress(row.contact.slice(0, -1)),
  };
}
