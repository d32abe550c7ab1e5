import type { JsonObject } from "@/db/schema";
import { toCsvLine } from "@/lib/audit/csv";

/**
 * One exported row. Its fields, their names and their order are a promise to whoever keeps such files (docs/activity.md): new fields go to
 * the end and raise `v`.
 */
export interface ExportRow {
  v: 1;
  chain: string;
  seq: number;
  at: string;
  organisationId: string | null;
  userId: string | null;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  operation: string;
  targetId: string | null;
  targetName: string | null;
  details: { before?: JsonObject; after?: JsonObject };
  address: string | null;
  /** Null, like the next two, for a reader who may not see everything. */
  prevHash: string | null;
  hash: string | null;
  /** The text that was hashed after the previous hash; all fields before `prevHash` are read from it. */
  payload: string | null;
}

export const columns = [
  ...["v", "chain", "seq", "at", "organisationId", "userId", "actorKind", "actorId", "actorName", "operation"],
  ...["targetId", "targetName", "details", "address", "prevHash", "hash", "payload"],
] as (keyof ExportRow)[];

type Payload = [
  ...[chain: string, seq: number, epoch: number, organisationId: string | null, userId: string | null],
  ...[actorKind: string, actorId: string | null, actorName: string, operation: string],
  ...[targetId: string | null, targetName: string | null, details: ExportRow["details"], address: string | null],
];

/** The readable fields of a row, from what was hashed. */
export function rowOf(payload: string, hashes: { prevHash: string; hash: string }): ExportRow {
  const [chain, seq, epoch, organisationId, userId, actorKind, actorId, actorName, operation, ...rest] = JSON.parse(
    payload,
  ) as Payload;
  const [targetId, targetName, details, address] = rest;
  const at = new Date(Math.round(epoch * 1_000)).toISOString();
  return {
    ...{ v: 1, chain, seq, at, organisationId, userId, actorKind, actorId, actorName, operation },
    ...{ targetId, targetName, details, address, ...hashes, payload },
  };
}

/** A row as the cells of a CSV file: an empty one for null. */
export const cellsOf = (row: ExportRow) =>
  columns.map((column) => {
    const value = row[column];
    return value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  });

export const formats = {
  csv: {
    type: "text/csv; charset=utf-8; header=present",
    head: toCsvLine(columns),
    line: (row: ExportRow) => toCsvLine(cellsOf(row)),
  },
  ndjson: { type: "application/x-ndjson", head: "", line: (row: ExportRow) => `${JSON.stringify(row)}\n` },
} as const;
