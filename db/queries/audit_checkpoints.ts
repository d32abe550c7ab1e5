import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** A chain's last removed row. */
export interface Checkpoint {
  chain: string;
  seq: number;
  hash: string;
  removedAt: Date;
}

/** What remains of each chain whose beginning was removed. */
export async function listCheckpoints(trx: Trx): Promise<(Checkpoint & { signature: Buffer })[]> {
  const rows = await trx.selectFrom("auditCheckpoints").selectAll().orderBy("chain").execute();
  return rows.map((row) => ({ ...row, seq: Number(row.seq), hash: row.hash.toString("hex") }));
}

/** Some of the chains whose oldest row is older than the chain is kept for. In the portal's scope. */
export async function listAgedChains(trx: Trx, limit: number): Promise<string[]> {
  const { rows } = await sql<{ chain: string }>`
    select k.chain from audit_kept k
    cross join lateral (select a.at from audit a where a.chain = k.chain order by a.seq limit 1) oldest
    where oldest.at < k.kept_from order by k.chain limit ${limit}`.execute(trx);
  return rows.map(({ chain }) => chain);
}

/** The last of the chain's `most` oldest rows up to which all are older than it is kept for. */
export async function findAged(trx: Trx, chain: string, most: number) {
  const { rows } = await sql<{ seq: string; hash: Buffer }>`
    with oldest as materialized (select a.seq, a.at, a.hash from audit a where a.chain = ${chain} order by a.seq limit ${most})
    select seq, hash from oldest
    where seq < coalesce(
      (select min(seq) from oldest where at >= (select k.kept_from from audit_kept k where k.chain = ${chain})), 9223372036854775807)
    order by seq desc limit 1`.execute(trx);
  const [row] = rows;
  return row && { chain, seq: Number(row.seq), hash: row.hash.toString("hex") };
}

/** Removes a chain's rows up to this one, which stays as the checkpoint. @returns how many were removed */
export async function trimAudit(trx: Trx, { chain, seq, removedAt }: Checkpoint, signature: Buffer): Promise<number> {
  const { rows } = await sql<{ removed: number }>`
    select trim_audit(${chain}, ${seq}, ${removedAt}, ${signature}) as removed`.execute(trx);
  return rows[0]?.removed ?? 0;
}
