import { changeSoa } from "@/db/queries/zone_changes";
import { namesChangedSince, readCheck } from "@/db/queries/zone_checks";
import { nameConflict } from "@/db/queries/zone_names";
import { countZonesOf, deleteZoneRow, findZone, listZonesOf, lockZone } from "@/db/queries/zones";
import { mailboxName } from "@/lib/dns/names/mailbox";
import { shownName } from "@/lib/dns/names/shown";
import { AppError, fieldError } from "@/lib/errors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { claimsEach } from "@/lib/limits";
import { failingNames } from "@/lib/name_server/look";
import { nameServerPlace } from "@/lib/name_server/place";
import { servedSerial } from "@/lib/name_server/serial";
import { inOrganisation } from "@/lib/organisations/schema";
import { requireRoom } from "@/lib/tiers/require";
import { mostNames } from "@/lib/zones/checks/bounds";
import { makeZone } from "@/lib/zones/make";
import { zoneNameRefusal } from "@/lib/zones/public_names";
import { requireZone, requireZoneLocked } from "@/lib/zones/require";
import { changeZoneInput, createZoneInput, listZonesInput, oneZone } from "@/lib/zones/schema";
import { missingSettings } from "@/lib/zones/settings";
import { toZone } from "@/lib/zones/view";

/** An organisation’s zones by name, with the settings that the portal’s administrator still has to make. */
export const listZones = organisationQuery("zone.list", {
  input: listZonesInput,
  feature: "dns",
  token: "organisation",
  permission: "dns.read",
  async run({ trx, organisation }, { q }) {
    const zones = (await listZonesOf(trx, organisation.id, q?.toLowerCase())).map(toZone);
    return { zones, missingSettings: missingSettings() };
  },
});

/** The number of zones, for places that show only that. */
export const countZones = organisationQuery("zone.count", {
  input: inOrganisation,
  feature: "dns",
  token: "organisation",
  permission: "dns.read",
  run: async ({ trx, organisation }) => (await countZonesOf(trx, organisation.id)).all,
});

/** One zone as it is stored. */
export const readZone = organisationQuery("zone.read", {
  input: oneZone,
  feature: "dns",
  token: "organisation",
  permission: "dns.read",
  run: async ({ trx, organisation }, { zone }) => toZone(await requireZone(trx, organisation, zone)),
});

/** Whether the portal’s name server serves what is stored. Asked outside any transaction, for a few seconds at most. */
export const readAnswering = organisationQuery("zone.answering", {
  input: oneZone,
  feature: "dns",
  token: "organisation",
  permission: "dns.read",
  limits: [{ points: 120, seconds: 60, by: "actor" }],
  async check({ trx, organisation }, { zone }) {
    const { id, name, serial, version } = await requireZone(trx, organisation, zone);
    const one = { id, organisationId: organisation.id };
    const check = await readCheck(trx, one);
    // Names that the job hasn’t checked yet are checked here.
    const since = check?.checkedVersion ?? Number(version);
    const changed = since < Number(version) ? await namesChangedSince(trx, one, since, mostNames) : [];
    return { name, serial: Number(serial), failing: check?.failing ?? [], changed };
  },
  async prepare(_input, { name, serial, failing: known, changed }) {
    const place = await nameServerPlace();
    if (!place) return { state: "none" as const, serial: null, failing: [] };
    const found = await servedSerial(place, name, serial, 1_500);
    if (found.state === "failing") return { state: found.state, serial: null, failing: ["@"] };
    const answered = { state: found.state, serial: "serial" in found ? found.serial : null, failing: [] };
    if (found.state !== "current") return answered;
    const now = changed.length > 0 ? await failingNames(place, changed) : [];
    // For a name that failed and was edited since, the newest answer counts.
    const failing = [...known.filter((each) => !changed.includes(each)), ...(now ?? [])];
    if (failing.length === 0) return answered;
    return {
      ...answered,
      state: "failing" as const,
      failing: failing.slice(0, 20).map((each) => shownName(each, name)),
    };
  },
  run: async ({ prepared }) => prepared,
});

/** Adds a pending zone: it can be edited at once, and goes live when its ownership is verified. */
export const createZone = organisationCommand("zone.create", {
  did: "added the zone",
  event: "zone.created",
  input: createZoneInput,
  feature: "dns",
  token: "organisation",
  permission: "dns.create",
  limits: [{ points: 120, seconds: 3_600, by: "actor" }],
  async run({ trx, organisation, actor, audit }, { name }) {
    const refusal = zoneNameRefusal(name);
    if (refusal) throw fieldError("zone.name", "name", refusal);
    const { all, pending } = await countZonesOf(trx, organisation.id);
    await requireRoom(trx, organisation.id, "zones", all);
    if (pending >= claimsEach) throw new AppError("zone.claims");
    if (await findZone(trx, organisation.id, name)) throw fieldError("zone.known", "name");
    if (await nameConflict(trx, organisation.id, name)) throw fieldError("zone.taken", "name");
    const why = { kind: "create", actorId: actor.userId, actorName: actor.name } as const;
    const id = await makeZone(trx, organisation.id, name, why);
    if (!id) throw fieldError("zone.known", "name");
    audit({ target: { id, name } });
    return toZone(await requireZone(trx, organisation, id));
  },
});

/** Edits the values of a zone’s SOA record. */
export const changeZone = organisationCommand("zone.update", {
  did: "changed the settings of the zone",
  event: "zone.changed",
  input: changeZoneInput,
  feature: "dns",
  token: "organisation",
  permission: "dns.update",
  limits: [{ points: 240, seconds: 3_600, by: "actor" }],
  lock: "none",
  async run({ trx, organisation, actor, audit }, { organisation: _, zone, contact, primaryServer, ...times }) {
    const row = await requireZoneLocked(trx, organisation, zone);
    const before = toZone(row);
    const wanted = { ...times, contact, primaryServer };
    const changed = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
      (part) => wanted[part] !== undefined && wanted[part] !== before[part],
    );
    if (changed.length === 0) {
      audit(null);
      return before;
    }
    const parts = Object.fromEntries(changed.map((part) => [part, wanted[part]]));
    if (parts.contact !== undefined) parts.contact = `${mailboxName(String(parts.contact))}.`;
    if (parts.primaryServer !== undefined) parts.primaryServer = `${parts.primaryServer}.`;
    const why = { kind: "settings", actorId: actor.userId, actorName: actor.name } as const;
    await changeSoa(trx, { id: row.id, organisationId: organisation.id }, parts, why);
    const of = (values: typeof before | typeof wanted) =>
      Object.fromEntries(changed.map((part) => [part, values[part]]));
    audit({ target: { id: row.id, name: row.name }, before: of(before), after: of(wanted) });
    return toZone(await requireZone(trx, organisation, row.id));
  },
});

/** Deletes a zone with its records and their history. The name of an active one is held for thirty days. */
export const deleteZone = organisationCommand("zone.delete", {
  did: "deleted the zone",
  event: "zone.deleted",
  input: oneZone,
  feature: "dns",
  token: "organisation",
  permission: "dns.delete",
  async run({ trx, organisation, audit }, { zone }) {
    const row = await lockZone(trx, organisation.id, zone);
    if (!row) throw new AppError("unknown");
    await deleteZoneRow(trx, organisation.id, row.id);
    audit({ target: { id: row.id, name: row.name }, before: { state: row.state, records: row.recordCount } });
    return toZone(row);
  },
});
