import type { z } from "zod";
import type { Trx } from "@/db/client";
import { type ExportedRow, exportAudit, lastSeq } from "@/db/queries/audit";
import type { Sight } from "@/db/queries/sight";
import { type ExportRow, formats, rowOf } from "@/lib/audit/row";
import { exportActivityInput, exportPartInput } from "@/lib/audit/schema";
import { filterOf, toldTo, withoutAddresses } from "@/lib/audit/view";
import type { Caller } from "@/lib/kernel/actor";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import type { CommandTools } from "@/lib/kernel/trace";
import { sightOf } from "@/lib/projects/sight";

/** Rows that are in memory at a time, for each download. */
export const exportPart = 500;

/**
 * The next rows of an export. Each is read in a transaction of its own, with the rights that the reader has by then, so that a slow
 * download holds nothing open.
 */
export const readExportPart = organisationQuery("auditLog.exportPart", {
  input: exportPartInput,
  token: "organisation",
  permission: "auditLog.read",
  run: ({ trx, organisation, actor: reader }, given) =>
    exportPartOf(trx, sightOf(organisation, reader), given, withoutAddresses(organisation)),
});

/** The same for whatever this reader may see. */
export async function exportPartOf(
  trx: Trx,
  sight: Sight,
  { after, upTo, ...given }: z.output<typeof exportPartInput>,
  hidden: boolean,
) {
  const filter = { ...filterOf(given), withoutAddresses: hidden, limit: exportPart };
  const rows = await exportAudit(trx, sight, filter, { after, upTo });
  const told = await toldTo(trx, sight);
  // From the hashes one could find out by trying what is left out of a row, of this one or of one before it.
  const whole = !hidden && sight.narrowedTo === null;
  const items = rows.map((row) => {
    const shown = toRow(row);
    if (whole) return shown;
    const { targetName } = row;
    return { ...shown, targetName, details: told(shown.details), prevHash: null, hash: null, payload: null };
  });
  return { items, over: rows.length < exportPart };
}

const toRow = ({ payload, prevHash, hash }: ExportedRow): ExportRow =>
  rowOf(payload, { prevHash: prevHash.toString("hex"), hash: hash.toString("hex") });

/** The activity as a file, oldest first, of whatever the filters let through. */
export const exportActivity = organisationCommand("auditLog.export", {
  did: "exported the activity of",
  event: null,
  input: exportActivityInput,
  token: "organisation",
  permission: "auditLog.read",
  whileSuspended: true,
  lock: "none",
  limits: [{ points: 60, seconds: 3_600, by: "actor" }],
  run: ({ organisation, ...tools }, given) => beginExport(tools, organisation, given, readExportPart),
});

/** Notes the export in the organisation's log, and gives the file that `readPart` is asked for, piece by piece. */
export async function beginExport(
  { trx, caller, audit }: Pick<CommandTools, "trx" | "caller" | "audit">,
  { id, name, handle }: { id: string; name: string; handle: string },
  { format, organisation: _, ...filters }: z.output<typeof exportActivityInput>,
  readPart: typeof readExportPart,
) {
  const upTo = await lastSeq(trx, id);
  const set = Object.entries(filters).filter(([, value]) => value !== undefined && value !== "");
  audit({
    within: { organisationId: id },
    target: { id, name },
    after: { format, ...Object.fromEntries(set) },
  });
  const content = fileOf(caller, format, { organisation: id, ...filters, upTo }, readPart);
  const day = new Date().toISOString().slice(0, 10);
  const { type } = formats[format];
  return { name: `${handle}-activity-${day}.${format}`, type, content, end: () => void content.return() };
}

/** The file in pieces: each is read when the one before has been taken. */
async function* fileOf(
  caller: Caller,
  format: keyof typeof formats,
  wanted: Parameters<typeof readExportPart>[1],
  readPart: typeof readExportPart,
): AsyncGenerator<Uint8Array, void> {
  const { head, line } = formats[format];
  const encoder = new TextEncoder();
  if (head) yield encoder.encode(head);
  for (let after = 0, ended = false; !ended; ) {
    const asker = (await caller.again?.()) ?? caller;
    const { items, over } = await readPart(asker, { ...wanted, after });
    if (items.length > 0) yield encoder.encode(items.map(line).join(""));
    after = items.at(-1)?.seq ?? after;
    ended = over;
  }
}
