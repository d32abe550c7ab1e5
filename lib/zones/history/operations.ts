import { z } from "zod";
import type { Trx } from "@/db/client";
import { allowMinutes, readAllRecords } from "@/db/queries/record_neighbours";
import { applyChange, restoreVersion } from "@/db/queries/zone_changes";
import type { ZoneRef } from "@/db/queries/zone_parts";
import { diffBetween, diffOf, findChange, listChangesOf, recordsAt } from "@/db/queries/zone_versions";
import { mendedInSteps } from "@/lib/dns/records/mend";
import { AppError, fieldError } from "@/lib/errors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { fromCursor, numberPattern, toPage } from "@/lib/paging";
import { planOf, requireSame, shownDiff } from "@/lib/zones/plan";
import { whyOf } from "@/lib/zones/records/edit";
import { requireRecords } from "@/lib/zones/records/require";
import { compareInput, listChangesInput, oneChange, restoreInput } from "@/lib/zones/records/schema";
import { requireRightsFor } from "@/lib/zones/records/sets";
import type { changeShape } from "@/lib/zones/records/shape";
import { requireZone, requireZoneLocked } from "@/lib/zones/require";
import { runSteps } from "@/lib/zones/run_steps";

type Shown = z.output<typeof changeShape>;
type Row = NonNullable<Awaited<ReturnType<typeof findChange>>>;
const shown = ({ version, restored, kind, ...row }: Row): Shown => ({
  ...row,
  version: Number(version),
  kind: kind as Shown["kind"],
  restored: restored === null ? null : Number(restored),
});

/** Records per side that are read for a diff; the counts cover all. */
const mostRead = 2_000;

/** The zone’s changes, newest first. */
export const listChanges = organisationQuery("zone.history", {
  input: listChangesInput,
  token: "organisation",
  permission: "dns.read",
  feature: "dns",
  async run({ trx, organisation }, { zone: reference, limit, cursor }) {
    const after = fromCursor(cursor, numberPattern, { value: z.int().min(0) });
    const zone = await requireZone(trx, organisation, reference);
    const rows = await listChangesOf(trx, zone, { before: after?.at, limit: limit + 1 });
    return toPage(rows.map(shown), limit, ({ version }) => ({ at: version, id: String(version) }));
  },
});

async function requireChange(trx: Trx, zone: ZoneRef, version: number): Promise<Row> {
  const row = await findChange(trx, zone, version);
  if (!row) throw new AppError("zone.version");
  return row;
}

/** One change with its removed and added records. */
export const readChange = organisationQuery("zone.readChange", {
  input: oneChange,
  token: "organisation",
  permission: "dns.read",
  feature: "dns",
  async run({ trx, organisation }, { zone: reference, version }) {
    const zone = await requireZone(trx, organisation, reference);
    const row = await requireChange(trx, zone, version);
    const { removed, added } = await diffOf(trx, zone, version, mostRead);
    const change = shown(row);
    return { ...change, diff: await runSteps(shownDiff(zone.name, removed, added, change)) };
  },
});

/** The difference between two versions of a zone. */
export const compareVersions = organisationQuery("zone.compare", {
  input: compareInput,
  token: "organisation",
  permission: "dns.read",
  feature: "dns",
  limits: [{ points: 600, seconds: 3600, by: "actor" }],
  async run({ trx, organisation }, { zone: reference, from, to }) {
    const zone = await requireZone(trx, organisation, reference);
    for (const [field, version] of Object.entries({ from, to }))
      if (version > Number(zone.version)) throw fieldError("zone.version", field);
    const { removed, added, counts } = await diffBetween(trx, zone, from, to, mostRead);
    return { from, to, diff: await runSteps(shownDiff(zone.name, removed, added, counts)) };
  },
});

/**
 * Restores an earlier version’s records as a new version. They are checked again: rules and limits may have changed.
 * @throws zone.version · record.invalid · record.limit · zone.unconfirmed · zone.changed when somebody edits the zone in the meantime
 */
export const restoreZone = organisationCommand("zone.restore", {
  did: "restored an earlier version of",
  event: "zone.changed",
  input: restoreInput,
  token: "organisation",
  permission: "dns.update",
  feature: "dns",
  lock: "none",
  limits: [{ points: 120, seconds: 3600, by: "actor" }],
  async check({ trx, organisation }, { zone: reference, version }) {
    const zone = await requireZone(trx, organisation, reference);
    await requireChange(trx, zone, version);
    return { zone, before: await readAllRecords(trx, zone), held: await recordsAt(trx, zone, version) };
  },
  async prepare(_input, { zone, before, held }) {
    const { records, asBefore } = await runSteps(mendedInSteps(held));
    return { ...(await planOf(zone, before, records)), asHeld: asBefore };
  },
  async run({ trx, organisation, actor, audit, prepared }, { zone: reference, version, confirmed, message }) {
    const zone = await requireZoneLocked(trx, organisation, reference);
    const { findings, recordsBefore, recordsAfter, asksOnceMore, asHeld, ...plan } = prepared;
    requireSame(zone, plan.version);
    const refused = findings.find(({ level }) => level === "refusal");
    if (refused) throw fieldError("record.invalid", "version", refused.message, refused.reason);
    await requireRecords(trx, organisation, recordsBefore, recordsAfter);
    const counts = { records: recordsAfter, removed: plan.remove.length, added: plan.add.length };
    requireRightsFor(organisation, counts);
    if (asksOnceMore && !confirmed) throw new AppError("zone.unconfirmed", { current: { version: plan.version } });
    if (counts.removed + counts.added === 0) {
      audit(null);
      return { version: plan.version, serial: Number(zone.serial), ...counts };
    }
    await allowMinutes(trx, 5);
    const why = whyOf(actor, "restore", message);
    // Records that no name server could read aren’t restored unchanged.
    const done = asHeld
      ? await restoreVersion(trx, zone, version, why)
      : await applyChange(trx, zone, { remove: plan.remove, add: plan.add }, { ...why, restored: version });
    audit({
      target: { id: zone.id, name: zone.name },
      before: { version: plan.version, records: recordsBefore },
      after: { ...counts, restored: version, version: done.version },
    });
    return { ...done, ...counts };
  },
});
