import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { limitsColumn } from "@/db/queries/limits";

/** The parts of a pool, as the database names them. */
type Part = "memory" | "cores" | "disk" | "ports";
/** `most`: null is unlimited. `own`: the organisation's own limit, not its portal tier's. */
export type PoolRows = Record<Part, { used: number; most: number | null; own: boolean }>;

/** How many servers an organisation has, its pool, and its limits. */
export async function findUse(trx: Trx, organisationId: string) {
  return trx
    .selectFrom("organisations")
    .select(["serverCount", poolColumn, limitsColumn])
    .where("id", "=", organisationId)
    .executeTakeFirstOrThrow();
}

/** A column for queries on organisations. */
export const poolColumn =
  sql<PoolRows>`(select json_object_agg(what, json_build_object('used', used, 'most', most, 'own', own))
  from pool_of(organisations.id))`.as("pool");

interface More {
  memoryMb: number;
  cores: number;
  diskMb: number;
  ports: number;
}

/**
 * The parts of its pool that an organisation would exceed by this much more. The organisation must be locked.
 * @param nodeId the server's node; null: a shared node
 */
export async function findExcess(trx: Trx, organisationId: string, nodeId: string | null, more: More) {
  const { memoryMb, cores, diskMb, ports } = more;
  const { rows } = await sql<{ what: Part; used: number; most: number }>`
    select what, used::float8 as used, most::float8 as most from pool_excess(${organisationId}::uuid, ${nodeId}::uuid,
      ${memoryMb}::integer, ${cores}::numeric, ${diskMb}::integer, ${ports}::integer)`.execute(trx);
  return rows;
}

/** The pools of all portal tiers. */
export async function listTierPools(trx: Trx) {
  return trx
    .selectFrom("tierPools")
    .select(["tier", "what", sql<number | null>`most::float8`.as("most")])
    .execute();
}

/** The same, locked: one change at a time. */
export async function lockTierPool(trx: Trx, tier: string) {
  return trx
    .selectFrom("tierPools")
    .select(["what", sql<number | null>`most::float8`.as("most")])
    .where("tier", "=", tier)
    .orderBy("what")
    .forNoKeyUpdate()
    .execute();
}

export async function setTierMost(trx: Trx, tier: string, what: Part, most: number | null): Promise<void> {
  await trx.updateTable("tierPools").set({ most }).where("tier", "=", tier).where("what", "=", what).execute();
}

/** Sets an organisation's own limit. */
export async function setOwnMost(trx: Trx, organisationId: string, what: Part, most: number | null): Promise<void> {
  await trx
    .insertInto("organisationPools")
    .values({ organisationId, what, most })
    .onConflict((conflict) => conflict.columns(["organisationId", "what"]).doUpdateSet({ most }))
    .execute();
}

/** Resets a limit to the portal tier's. */
export async function dropOwnMost(trx: Trx, organisationId: string, what: Part): Promise<void> {
  await trx
    .deleteFrom("organisationPools")
    .where("organisationId", "=", organisationId)
    .where("what", "=", what)
    .execute();
}
