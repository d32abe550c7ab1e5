import fs from "node:fs";
import path from "node:path";
import { checkFile, readPoints } from "@/lib/audit/chain_file";
import { verifyAudit } from "@/lib/audit/operations";
import type { Caller } from "@/lib/kernel/actor";
import { type Options, UsageError } from "./arguments";

export const verifyUsage =
  "audit verify   check every chain of the audit log, and print the heads to store elsewhere\n  audit verify FILE [--heads F] [--filtered]   check an exported log without the database, against heads printed earlier";

/** Checks the portal's own log, or an exported one. */
export async function verify(caller: Caller, { file, heads, filtered }: Options) {
  if (!file && (heads || filtered)) throw new UsageError("Add the exported file.");
  return file ? verifyFile(file, heads, filtered === "on") : verifyPortal(caller);
}

async function verifyPortal(caller: Caller) {
  const data = await verifyAudit(caller, {});
  const heads = data.heads.map(({ chain, seq, hash }) => `${chain} ${seq} ${hash}`);
  const checkpoints = data.checkpoints.map(
    ({ chain, seq, hash, removedAt }) => `checkpoint ${chain} ${seq} ${hash} ${removedAt.toISOString()}`,
  );
  const breaks = data.breaks.map(({ chain, seq, what }) => `BROKEN ${chain} ${seq}: ${what}`);
  const verdict = breaks.length > 0 ? `${breaks.length} break(s) found.` : `${heads.length} chain(s) intact.`;
  return { data, lines: [...heads, ...checkpoints, ...breaks, verdict], failed: breaks.length > 0 };
}

async function verifyFile(file: string, heads: string | undefined, filtered: boolean) {
  const points = heads === undefined ? undefined : readPoints(fs.readFileSync(existing(heads), "utf8"));
  const pieces = fs.createReadStream(existing(file), "utf8") as AsyncIterable<string>;
  const data = await checkFile(pieces, { points, filtered });
  const failed = data.breaks.length > 0;
  const verdict = failed ? `${data.breaks.length} break(s) found.` : "The file is as it was exported.";
  return { data, lines: [...data.checked, ...data.breaks.map((line) => `BROKEN ${line}`), verdict], failed };
}

/** npm runs this in another folder than the caller's. */
function existing(name: string): string {
  const full = path.resolve(process.env.INIT_CWD ?? ".", name);
  if (!fs.statSync(full, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`There is no file ${name}.`);
  return full;
}
