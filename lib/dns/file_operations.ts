import type { Trx } from "@/db/client";
import { allowMinutes, readAllRecords, usualTtl } from "@/db/queries/record_neighbours";
import { exportRecords } from "@/db/queries/records";
import { applyChange } from "@/db/queries/zone_changes";
import { requireZone, requireZoneLocked, whyOf, type Zone } from "@/lib/dns/edit";
import { importZoneInput, previewImportInput } from "@/lib/dns/record_schema";
import { requireRightsFor } from "@/lib/dns/record_steps";
import { diffOfPlan, requireSame } from "@/lib/dns/whole_zone";
import { FilePieces } from "@/lib/dns/zone_file/pieces";
import { mailAddress } from "@/lib/dns/zone_file/soa";
import { type Ground, type Judged, judgeImport } from "@/lib/dns/zone_import";
import { oneZone } from "@/lib/dns/zone_schema";
import { AppError } from "@/lib/errors";
import { organisationCommand, organisationQuery } from "@/lib/kinds";
import { zoneRecords } from "@/lib/limits";
import type { Organisation } from "@/lib/standing";

async function groundOf(trx: Trx, organisation: Organisation, reference: string): Promise<Ground> {
  const zone = await requireZone(trx, organisation, reference);
  return { zone, records: await readAllRecords(trx, zone), mostRecords: zoneRecords[organisation.portalTier] };
}

/** What an import would do, and what stands in its way; nothing is changed. */
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
      diff: plan ? diffOfPlan(zone.name, plan) : { removed: 0, added: 0, sets: [], more: false },
      errors,
      moreErrors,
      warnings,
      asksOnceMore: plan?.asksOnceMore ?? false,
    };
  },
});

/**
 * Takes a zone file, as a whole or not at all, in one version.
 * @throws zone.fileInvalid with lines · zone.changed when the zone isn't what was previewed · zone.unconfirmed
 */
export const importZone = organisationCommand("zone.import", {
  input: importZoneInput,
  token: "organisation",
  permission: "dns.update",
  feature: "dns",
  lock: "none",
  limits: [{ points: 120, seconds: 3600, by: "actor" }],
  check: ({ trx, organisation }, { zone }) => groundOf(trx, organisation, zone),
  prepare: ({ text, mode }, ground) => judgeImport(text, mode, ground),
  async run({ trx, organisation, actor, audit, prepared }, { zone: reference, mode, version, confirmed, message }) {
    const zone = await requireZoneLocked(trx, organisation, reference);
    const { plan } = prepared;
    if (!plan || prepared.errors.length > 0) throw refusalOf(prepared);
    requireSame(zone, plan.version, version);
    const { remove, add } = plan;
    requireRightsFor(organisation, { removed: remove.length, added: add.length });
    if (plan.asksOnceMore && !confirmed) throw new AppError("zone.unconfirmed", { current: { version: plan.version } });
    const counts = { records: plan.recordsAfter, removed: remove.length, added: add.length };
    if (remove.length + add.length === 0) {
      audit(null);
      return { version: plan.version, serial: Number(zone.serial), ...counts };
    }
    await allowMinutes(trx, 5);
    const done = await applyChange(trx, zone, { remove, add }, whyOf(actor, "import", message));
    audit({
      target: { id: zone.id, name: zone.name },
      before: { records: plan.recordsBefore },
      after: { ...counts, mode, version: done.version },
    });
    return { ...done, ...counts };
  },
});

function refusalOf({ errors, moreErrors }: Judged): AppError {
  const words = errors.map(({ line, message }) => (line === null ? message : `Line ${line}: ${message}`));
  const text = moreErrors ? [...words, "There are more."] : words;
  return new AppError("zone.fileInvalid", { fields: { text } });
}

/** The zone as a file, in pieces of text: the records themselves are let go piece by piece. */
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
    const pieces = [file.head(soaOf(zone))];
    for await (const records of exportRecords(trx, zone, version)) pieces.push(file.piece(records));
    return { name: zone.name, version, serial: Number(zone.serial), records: zone.recordCount, pieces };
  },
});

const soaOf = ({ primaryServer, contact, serial, refresh, retry, expire, minimum, ttl }: Zone) => ({
  primary: primaryServer.slice(0, -1),
  mailbox: mailAddress(contact.slice(0, -1)),
  serial: Number(serial),
  refresh,
  retry,
  expire,
  minimum,
  ttl,
});
