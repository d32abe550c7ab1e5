import type { z } from "zod";
import type { Trx } from "@/db/client";
import { allowMinutes } from "@/db/queries/record_neighbours";
import { endImportRow, findImport, findImportOf, noteImportAt, saveParts } from "@/db/queries/zone_imports";
import { lockZone } from "@/db/queries/zones";
import { AppError } from "@/lib/errors";
import { organisationQuery } from "@/lib/kernel/kinds";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { endImportInput, noteImportInput, oneImport, oneWaiting, saveImportInput } from "@/lib/zones/records/schema";
import type { zoneImportShape } from "@/lib/zones/records/shape";
import { requireZone } from "@/lib/zones/require";

type Shown = z.output<typeof zoneImportShape>;
type Row = NonNullable<Awaited<ReturnType<typeof findImport>>>;

/** The problem of an import whose worker was gone for too long. */
const abandonedWords = "The import was interrupted and not resumed. Nothing was changed. Import the file again.";

export function toImport(row: Omit<Row, "abandoned" | "quiet"> & Partial<Pick<Row, "abandoned" | "quiet">>): Shown {
  const { id, removed, added, saved, abandoned = false, actorName, createdAt, touchedAt } = row;
  const state = abandoned ? "failed" : (row.state as Shown["state"]);
  return {
    ...{ id, state, removed, added, saved, actorName, createdAt, touchedAt },
    total: removed + added,
    records: row.recordsAfter,
    version: row.version === null ? null : Number(row.version),
    serial: row.serial === null ? null : Number(row.serial),
    problem: abandoned ? abandonedWords : row.problem,
    quiet: (row.quiet ?? false) && (state === "waiting" || state === "running"),
  };
}

/** The progress of an import, and its result for a day afterwards. @throws import.unknown */
export const readImport = organisationQuery("zone.readImport", {
  input: oneImport,
  token: "organisation",
  permission: "dns.read",
  feature: "dns",
  async run({ trx, organisation }, { zone: reference, import: id }) {
    const row = await findImport(trx, await requireZone(trx, organisation, reference), id);
    if (!row) throw new AppError("import.unknown");
    return toImport(row);
  },
});

const within = ({ organisationId }: { organisationId: string }) => ({ organisationId });

/** Starts saving an import. False if there is nothing to do: it has ended, or its zone is gone. */
export const beginImport = systemCommand("zone.beginImport", {
  input: oneWaiting,
  scope: within,
  did: { unaudited: "whose import it is, is in the log already" },
  event: null,
  async run({ trx }, { import: id, organisationId }) {
    const row = await findImportOf(trx, organisationId, id);
    if (row?.abandoned) await endImportRow(trx, organisationId, id, { problem: abandonedWords });
    else await noteImportAt(trx, organisationId, id, 0);
    return row !== undefined && !row.abandoned && row.version === null && row.problem === null;
  },
});

/** Stores the progress, on another connection than the saving one so that others see it. */
export const noteImport = systemCommand("zone.noteImport", {
  input: noteImportInput,
  scope: within,
  did: { unaudited: "progress, several times a second" },
  event: null,
  run: ({ trx }, { import: id, organisationId, saved }) => noteImportAt(trx, organisationId, id, saved),
});

/**
 * Saves a whole import in one transaction, and `tell`s how many records are done. Running it twice at once is harmless: the
 * second waits for the zone and finds it done.
 * @throws zone.changed when the zone’s version isn’t the one that the import was checked against
 */
export const saveImport = systemCommand("zone.saveImport", {
  did: "saved the import into",
  event: "zone.changed",
  input: saveImportInput,
  scope: within,
  async run({ trx, audit }, { import: id, organisationId, tell }) {
    const known = await findImportOf(trx, organisationId, id);
    const zone = known && (await lockZone(trx, organisationId, known.zoneId));
    const row = zone && (await findImportOf(trx, organisationId, id));
    if (!zone || !row || row.version !== null || row.problem !== null) return audit(null);
    if (zone.version !== row.base) throw new AppError("zone.changed");
    await allowMinutes(trx, 5);
    const done = await saveParts(trx, id, tell);
    await endImportRow(trx, organisationId, id, done);
    audit({
      target: { id: zone.id, name: zone.name },
      actor: { id: row.actorId, name: row.actorName },
      before: { records: row.recordsBefore },
      after: { ...countsOf(row), mode: row.mode, version: done.version },
    });
  },
});

const countsOf = ({ recordsAfter: records, removed, added }: Omit<Row, "abandoned" | "quiet">) => ({
  ...{ records, removed, added },
});

/** Stores why an import couldn’t be saved, for the person who started it. */
export const failImport = systemCommand("zone.failImport", {
  did: "couldn’t save the import into",
  event: null,
  input: endImportInput,
  scope: within,
  async run({ trx, audit }, { import: id, organisationId, problem }) {
    const row = await findImportOf(trx, organisationId, id);
    const ended = row && (await endImportRow(trx, organisationId, id, { problem }));
    const name = ended ? await nameOf(trx, organisationId, row.zoneId) : null;
    audit(
      name && row
        ? { target: { id: row.zoneId, name }, actor: { id: row.actorId, name: row.actorName }, after: { problem } }
        : null,
    );
  },
});

async function nameOf(trx: Trx, organisationId: string, zone: string): Promise<string | null> {
  return (await lockZone(trx, organisationId, zone))?.name ?? null;
}
