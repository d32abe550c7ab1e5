import type { Trx } from "@/db/client";
import { findZone } from "@/db/queries/zones";
import { shownName } from "@/lib/dns/display";
import type { zoneStates } from "@/lib/dns/zone_schema";
import { aliasIn, fromContact, zoneSettings } from "@/lib/dns/zone_settings";
import { AppError } from "@/lib/errors";

export type ZoneRow = NonNullable<Awaited<ReturnType<typeof findZone>>>;

/** A zone's name as people read it. */
export const displayName = (name: string) => shownName(name, "").replace(/\.$/, "");

/** Where the TXT record stands that proves a zone. */
const challengeName = (zone: string) => `_guildhall-challenge.${zone}`;

/** What proves a claim: either of the two. */
export function wantedOf({ name, claimToken, claimLabel }: Pick<ZoneRow, "name" | "claimToken" | "claimLabel">) {
  const { proofDomain } = zoneSettings(name);
  return {
    zone: name,
    record: { name: challengeName(name), text: claimToken },
    nameServer: proofDomain && `${claimLabel}.${proofDomain}`,
  };
}

/** A zone as those see it whose it is. */
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
    contact: fromContact(row.contact),
  };
}

/** @throws NOT_FOUND for whatever isn't this organisation's own */
export async function requireZone(trx: Trx, organisationId: string, reference: string): Promise<ZoneRow> {
  const zone = await findZone(trx, organisationId, reference);
  if (!zone) throw new AppError("unknown");
  return zone;
}
