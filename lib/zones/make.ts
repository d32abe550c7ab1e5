import { randomBytes, randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import { findRRset } from "@/db/queries/records";
import { applyChange, changeSoa, type Why } from "@/db/queries/zone_changes";
import { activateZone, type NameConflict } from "@/db/queries/zone_names";
import type { ZoneRef } from "@/db/queries/zone_parts";
import { insertZone } from "@/db/queries/zones";
import { nameServerRecords, zoneSettings } from "@/lib/zones/settings";

/** A label that nobody can guess: 60 bits. */
const label = () => [...randomBytes(12)].map((byte) => "abcdefghijklmnopqrstuvwxyz234567"[byte % 32]).join("");

/**
 * Creates a pending zone with the SOA and NS records from the portal’s settings.
 * @returns its id, or null if the organisation already has one with this name
 */
export async function makeZone(trx: Trx, organisationId: string, name: string, why: Why): Promise<string | null> {
  const zone = { id: randomUUID(), organisationId };
  const { primaryServer, contact } = zoneSettings(name);
  const claim = { claimToken: randomBytes(24).toString("base64url"), claimLabel: label() };
  if (!(await insertZone(trx, { ...zone, name, primaryServer, contact, ...claim }))) return null;
  await applyChange(trx, zone, { remove: [], add: nameServerRecords(name) }, why);
  return zone.id;
}

/**
 * Activates a zone that was verified or approved. One created before the portal had name servers gets their NS records now.
 * The name is locked before the zone, so the caller must not have locked the zone yet.
 */
export async function serveZone(
  trx: Trx,
  zone: ZoneRef & { name: string },
  why: Why,
): Promise<NameConflict | "unknown" | null> {
  const problem = await activateZone(trx, zone);
  if (problem) return problem;
  const { records } = await findRRset(trx, zone, zone.name, "NS");
  if (records.length > 0) return null;
  await applyChange(trx, zone, { remove: [], add: nameServerRecords(zone.name) }, why);
  await changeSoa(trx, zone, { primaryServer: zoneSettings(zone.name).primaryServer }, why);
  return null;
}
