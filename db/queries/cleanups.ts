import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** Nodes with their clean-up policies: all (for the portal's scope), or those dedicated to an organisation. */
export async function listCleanupsOf(trx: Trx, organisationId: string | null) {
  const query = trx
    .selectFrom("nodes")
    .leftJoin("nodeCleanups", "nodeCleanups.nodeId", "nodes.id")
    .select([
      "nodes.id",
      "nodes.name",
      "nodeCleanups.policy",
      "nodeCleanups.nextAt",
      "nodeCleanups.lastAt",
      "nodeCleanups.removed",
      "nodeCleanups.problem",
    ])
    .select([
      sql<number | null>`node_cleanups.freed_bytes::float8`.as("freedBytes"),
      sql<boolean>`nodes.dedicated_to is not null`.as("dedicated"),
    ])
    .orderBy("nodes.nameKey");
  return (organisationId === null ? query : query.where("nodes.dedicatedTo", "=", organisationId)).execute();
}
export type CleanupRow = Awaited<ReturnType<typeof listCleanupsOf>>[number];

/** @param nextAt null if automatic clean-up is off */
export async function putCleanup(trx: Trx, nodeId: string, policy: string, nextAt: Date | null): Promise<void> {
  await trx
    .insertInto("nodeCleanups")
    .values({ nodeId, policy, nextAt })
    .onConflict((conflict) => conflict.column("nodeId").doUpdateSet({ policy, nextAt }))
    .execute();
}

/** Claims the nodes that are due, each for a single process, and sets their next time. For the portal's scope. */
export async function claimCleanups(trx: Trx) {
  const claimed = await trx
    .updateTable("nodeCleanups")
    .set({ nextAt: sql`now() + case policy when 'daily' then interval '1 day' else interval '7 days' end` })
    .where("nodeId", "in", ({ selectFrom }) =>
      selectFrom("nodeCleanups as due")
        .select("due.nodeId")
        .where("due.policy", "<>", "off")
        .where("due.nextAt", "<=", sql<Date>`now()`)
        .limit(20)
        .forUpdate()
        .skipLocked(),
    )
    .returning("nodeId")
    .execute();
  const ids = claimed.map(({ nodeId }) => nodeId);
  if (ids.length === 0) return [];
  return trx.selectFrom("nodes").select(["id", "endpoint", "credentials"]).where("id", "in", ids).execute();
}

interface Cleaned {
  freedBytes: number;
  removed: number;
  problem: string | null;
}
export async function noteCleaned(trx: Trx, nodeId: string, { freedBytes, removed, problem }: Cleaned) {
  await trx
    .updateTable("nodeCleanups")
    .set({ lastAt: sql`now()`, freedBytes: String(freedBytes), removed, problem })
    .where("nodeId", "=", nodeId)
    .execute();
  return trx.selectFrom("nodes").select(["name", "dedicatedTo"]).where("id", "=", nodeId).executeTakeFirst();
}

/** Notes that this portal fetched an image onto a node, and may remove it once it is unused. */
export async function noteFetchedImage(trx: Trx, nodeId: string, imageId: string, reference: string): Promise<void> {
  await trx
    .insertInto("nodeImages")
    .values({ nodeId, imageId, reference })
    .onConflict((conflict) =>
      conflict.columns(["nodeId", "imageId", "reference"]).doUpdateSet({ fetchedAt: sql`now()` }),
    )
    .execute();
}

/** Images that this portal fetched onto a node at least an hour ago, and that none of its servers there uses. */
export async function listUnusedImages(trx: Trx, nodeId: string) {
  return trx
    .selectFrom("nodeImages")
    .select(["imageId", "reference"])
    .where("nodeId", "=", nodeId)
    .where("fetchedAt", "<", sql<Date>`now() - interval '1 hour'`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("servers")
            .select("servers.id")
            .where("servers.nodeId", "=", nodeId)
            .whereRef("servers.image", "=", "nodeImages.reference"),
        ),
      ),
    )
    .limit(500)
    .execute();
}

export async function forgetImage(trx: Trx, nodeId: string, imageId: string): Promise<void> {
  await trx.deleteFrom("nodeImages").where("nodeId", "=", nodeId).where("imageId", "=", imageId).execute();
}

/** What must stay on a node: its servers, with their volumes, and their backups. */
export async function listKeptOn(trx: Trx, nodeId: string) {
  const servers = await trx
    .selectFrom("servers")
    .select(["id", "volume", "restoring"])
    .where("nodeId", "=", nodeId)
    .execute();
  const backups = await trx
    .selectFrom("backups")
    .innerJoin("servers", "servers.id", "backups.serverId")
    .select("backups.id")
    .where("servers.nodeId", "=", nodeId)
    .execute();
  return { servers, backups: backups.map(({ id }) => id) };
}
