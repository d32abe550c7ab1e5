import type { Trx } from "@/db/client";
import { findRecord, findRecordOf } from "@/db/queries/record_neighbours";
import { findRRset } from "@/db/queries/records";
import type { Changed } from "@/db/queries/zone_changes";
import type { ZoneRecord } from "@/lib/dns/records/record";
import { type RRset, setsOf } from "@/lib/dns/records/rrset";
import type { Finding } from "@/lib/dns/rules/check";
import { AppError } from "@/lib/errors";
import { type Organisation, requirePermission } from "@/lib/kernel/entry";
import type { Edit } from "@/lib/zones/records/edit";
import { shownRecord } from "@/lib/zones/records/read";
import type { Zone } from "@/lib/zones/require";

export interface Place {
  name: string;
  type: string;
}
export const placeOf = ({ name, type }: Place): Place => ({ name, type });

/** The current RRset, and the version that last changed it: 0 if there never was one. */
export async function setAt(trx: Trx, zone: Zone, { name, type }: Place) {
  const { version, records } = await findRRset(trx, zone, name, type);
  const [set = null] = setsOf(records).values();
  return { version, set };
}

/** The same, for an edit based on `version`. @throws record.changed with the current RRset */
export async function setOn(trx: Trx, zone: Zone, place: Place, version: number | undefined) {
  const found = await setAt(trx, zone, place);
  const { set, version: newest } = found;
  if (version !== undefined && (newest > version || version > Number(zone.version)))
    throw new AppError("record.changed", {
      current: { version: newest, ttl: set?.ttl ?? null, contents: set?.contents ?? [] },
    });
  return found;
}

/** @throws record.unknown */
export async function requireRecord(trx: Trx, zone: Zone, id: string): Promise<ZoneRecord> {
  const record = await findRecord(trx, zone, id);
  if (!record) throw new AppError("record.unknown");
  const { name, type, ttl, content } = record;
  return { name, type, ttl, content };
}

/** A live record with its id. */
export async function liveRecord(trx: Trx, zone: Zone, record: ZoneRecord) {
  const row = await findRecordOf(trx, zone, record);
  if (!row) throw new AppError("record.unknown");
  return shownRecord(zone.name, { ...record, ...row });
}

/** An RRset of these contents with a record’s name, type and TTL; null without contents. */
export const setOf = ({ name, type, ttl }: ZoneRecord, contents: string[]): RRset | null =>
  contents.length > 0 ? { name, type, ttl, contents } : null;

export const without = (set: RRset | null, content: string): string[] =>
  (set?.contents ?? []).filter((each) => each !== content);

/** Adding, editing and deleting an RRset are separate permissions. */
export function requireRights(organisation: Organisation, edits: Edit[]): void {
  for (const { before, after } of edits) {
    const right = !after ? "dns.delete" : before ? "dns.update" : "dns.create";
    if (before || after) requirePermission(organisation, right);
  }
}

/** An empty form field counts as left out. */
export const given = <T>(value: T | "" | undefined): T | undefined => (value === "" ? undefined : (value as T));

export const saved = ({ version, serial, warnings }: Changed & { warnings: Finding[] }) => ({
  zoneVersion: version,
  serial,
  warnings: warnings.map(({ name, type, message }) => ({ name, type, message })),
});

/** The same when nothing changed. */
export const unchanged = ({ version, serial }: Zone) =>
  saved({ version: Number(version), serial: Number(serial), warnings: [] });

/** Requires the permissions for many records at once. */
export function requireRightsFor(organisation: Organisation, { removed, added }: { removed: number; added: number }) {
  if (removed > 0) requirePermission(organisation, "dns.delete");
  if (added > 0) requirePermission(organisation, "dns.create");
}
