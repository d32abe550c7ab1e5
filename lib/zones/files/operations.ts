import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import { findLimit } from "@/db/queries/limits";
import { readAllRecords, usualTtl } from "@/db/queries/record_neighbours";
import { exportRecords } from "@/db/queries/records";
import { applyChange, textLength } from "@/db/queries/zone_changes";
import { findImport, insertImport } from "@/db/queries/zone_imports";
import { mailboxAddress } from "@/lib/dns/names/mailbox";
import type { ZoneRecord } from "@/lib/dns/records/record";
import { FilePieces } from "@/lib/dns/zone_file/pieces";
import { AppError } from "@/lib/errors";
import type { Organisation } from "@/lib/kernel/entry";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { toImport } from "@/lib/zones/files/import_operations";
import { type Ground, type Judged, judgeImport } from "@/lib/zones/files/judge";
import { diffOfPlan, requireSame } from "@/lib/zones/plan";
import { whyOf } from "@/lib/zones/records/edit";
import { requireRecords } from "@/lib/zones/records/require";
import { importZoneInput, previewImportInput } from "@/lib/zones/records/schema";
import { requireRightsFor } from "@/lib/zones/records/sets";
import { requireZone, requireZoneLocked, type Zone } from "@/lib/zones/require";
import { runSteps } from "@/lib/zones/run_steps";
import { oneZone } from "@/lib/zones/schema";

async function groundOf(trx: Trx, organisation: Organisation, reference: string): Promise<Ground> {
  const zone = await requireZone(trx, organisation, reference);
  const { most } = await findLimit(trx, organisation.id, "zoneRecords");
  return { zone, records: await readAllRecords(trx, zone), mostRecords: most ?? Number.POSITIVE_INFINITY };
}

/** Previews the changes, errors and warnings of an import. */
export const previewImport = organisationQuery("zone.previewImport", {
  input: previewImportInput,
  token: "organisation",
  permission: "dns.update",
  feature: "dns",
  limits: [{ points: 240, seconds: 3600, by: "actor" }],
  check: ({ trx, organisation }, { zone }) => groundOf(trx, organisation, zone),
  prepare: ({ text, mode }, ground) => judgeImport(text, mode, ground),
  async run({ prepared }) {
    const { ground, plan, errors, moreErrors, warnings } = prepared;
    const { zone, records } = ground;
    return {
      version: Number(zone.version),
      recordsBefore: records.length,
      recordsAfter: plan?.recordsAfter ?? records.length,
      diff: plan ? await runSteps(diffOfPlan(zone.name, plan)) : { removed: 0, added: 0, sets: [], more: false },
      errors,
      moreErrors,
      warnings,
      asksOnceMore: plan?.asksOnceMore ?? false,
    };
  },
});

/** Records that are saved while the user waits: a few tenths of a second. A job saves more than that. */
export const mostAtOnce = 5_000;
/** The same for their text. */
const mostTextAtOnce = 2_097_152;

/**
 * Imports a zone file, all or nothing, as one version: at once if it is short, otherwise in a job (`readImport`).
 * @throws zone.fileInvalid with lines · zone.changed when the zone isn’t as previewed · zone.unconfirmed ·
 * zone.importing
 */
export const importZone = organisationCommand("zone.import", {
  did: "imported a file into",
  event: ({ state }) => (state === "waiting" ? null : "zone.changed"),
  input: importZoneInput,
  token: "organisation",
  permission: "dns.update",
  feature: "dns",
  lock: "none",
  limits: [{ points: 120, seconds: 3600, by: "actor" }],
  check: ({ trx, organisation }, { zone }) => groundOf(trx, organisation, zone),
  prepare: ({ text, mode }, ground) => judgeImport(text, mode, ground),
  async run(
    { trx, organisation, actor, audit, enqueue, prepared },
    { zone: reference, mode, version, confirmed, message },
  ) {
    const zone = await requireZoneLocked(trx, organisation, reference);
    const { plan } = prepared;
    if (!plan || prepared.errors.length > 0) throw refusalOf(prepared);
    requireSame(zone, plan.version, version);
    // The file was judged without a lock, and the number may be lower by now.
    await requireRecords(trx, organisation, plan.recordsBefore, plan.recordsAfter);
    const { remove, add } = plan;
    requireRightsFor(organisation, { removed: remove.length, added: add.length });
    if (plan.asksOnceMore && !confirmed) throw new AppError("zone.unconfirmed", { current: { version: plan.version } });
    const target = { id: zone.id, name: zone.name };
    const counts = { records: plan.recordsAfter, removed: remove.length, added: add.length };
    if (remove.length + add.length === 0) {
      audit(null);
      return { version: plan.version, serial: Number(zone.serial), ...counts };
    }
    const why = whyOf(actor, "import", message);
    if (isLong(remove, add)) {
      const id = randomUUID();
      const { recordsBefore, recordsAfter } = plan;
      const sizes = { recordsBefore, recordsAfter, removed: remove.length, added: add.length };
      const by = { actorId: actor.userId, actorName: actor.name, message: message ?? null };
      await insertImport(trx, zone, { id, base: plan.version, mode, ...by, ...sizes }, remove, add);
      enqueue("import", { import: id, organisationId: organisation.id });
      audit({ target, before: { records: plan.recordsBefore }, after: { ...counts, mode, state: "waiting" } });
      const row = await findImport(trx, zone, id);
      if (!row) throw new Error("An import that was just inserted is missing.");
      return toImport(row);
    }
    const done = await applyChange(trx, zone, { remove, add }, why);
    audit({
      target,
      before: { records: plan.recordsBefore },
      after: { ...counts, mode, version: done.version },
    });
    return { ...done, ...counts };
  },
});

function isLong(...sides: ZoneRecord[][]): boolean {
  const count = sides.reduce((total, { length }) => total + length, 0);
  return count > mostAtOnce || sides.flat().reduce((sum, record) => sum + textLength(record), 0) > mostTextAtOnce;
}

function refusalOf({ errors, moreErrors }: Judged): AppError {
  const words = errors.map(({ line, message }) => (line === null ? message : `Line ${line}: ${message}`));
  const text = moreErrors ? [...words, "There are more."] : words;
  return new AppError("zone.fileInvalid", { fields: { text } });
}

/** The zone as a file, in pieces of text, so that the records needn’t all be in memory. */
export const exportZone = organisationQuery("zone.export", {
  input: oneZone,
  token: "organisation",
  permission: "dns.read",
  feature: "dns",
  limits: [{ points: 600, seconds: 3600, by: "actor" }],
  async run({ trx, organisation }, { zone: reference }) {
    const zone = await requireZone(trx, organisation, reference);
    const version = Number(zone.version);
    const file = new FilePieces(zone.name, (await usualTtl(trx, zone)) ?? zone.ttl);
    file.head(soaOf(zone));
    for await (const records of exportRecords(trx, zone, version)) await runSteps(file.add(records));
    const { pieces } = file;
    return { name: zone.name, version, serial: Number(zone.serial), records: zone.recordCount, pieces };
  },
});

const soaOf = ({ primaryServer, contact, serial, refresh, retry, expire, minimum, ttl }: Zone) => ({
  primary: primaryServer.slice(0, -1),
  mailbox: mailboxAddress(contact.slice(0, -1)),
  serial: Number(serial),
  refresh,
  retry,
  expire,
  minimum,
  ttl,
});
