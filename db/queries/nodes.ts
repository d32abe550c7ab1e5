import { type Insertable, sql, type Updateable } from "kysely";
import type { Trx } from "@/db/client";
import type { Nodes } from "@/db/schema";

const numbers = [
  sql<number>`nodes.cores::float8`.as("cores"),
  sql<number>`nodes.promised_cores::float8`.as("promisedCores"),
  sql<number>`cardinality(nodes.promised_ports)`.as("promisedPorts"),
] as const;

/** Nodes as the portal sees them, each with the organisation it is dedicated to. */
function known(trx: Trx) {
  return trx
    .selectFrom("nodes")
    .leftJoin("organisations", "organisations.id", "nodes.dedicatedTo")
    .select([
      "nodes.id",
      "nodes.name",
      "nodes.endpoint",
      "nodes.tiers",
      "nodes.memoryMb",
      "nodes.diskMb",
      "nodes.firstPort",
      "nodes.lastPort",
      "nodes.publicAddress",
      "nodes.maxServers",
      "nodes.state",
      "nodes.healthy",
      "nodes.problem",
      "nodes.checkedAt",
      "nodes.engineVersion",
      "nodes.serverCount",
      "nodes.promisedMemoryMb",
      "nodes.promisedDiskMb",
      "nodes.createdAt",
      "organisations.id as organisationId",
      "organisations.handle",
      "organisations.name as organisationName",
    ])
    .select(numbers);
}
export type NodeRow = Awaited<ReturnType<typeof listAllNodes>>[number];

/** By name. */
export async function listAllNodes(trx: Trx) {
  return known(trx).orderBy("nodes.nameKey").execute();
}

export async function findNode(trx: Trx, id: string) {
  return known(trx).where("nodes.id", "=", id).executeTakeFirst();
}

/** The same, locked against reservations and other changes; after an organisation's lock. */
export async function lockNode(trx: Trx, id: string) {
  return known(trx).where("nodes.id", "=", id).forNoKeyUpdate("nodes").executeTakeFirst();
}

/** The node whose engine has this address. */
export async function findNodeAt(trx: Trx, endpoint: string) {
  return trx.selectFrom("nodes").select("id").where("endpoint", "=", endpoint).executeTakeFirst();
}

type NewNode = Omit<Insertable<Nodes>, "nameKey" | "dedicatedTo">;
export type NodeChange = Omit<Updateable<Nodes>, "id" | "nameKey">;

/** @returns whether the name was free */
export async function insertNode(trx: Trx, row: NewNode): Promise<boolean> {
  const inserted = await trx
    .insertInto("nodes")
    .values(row)
    .onConflict((conflict) => conflict.constraint("nodes_name").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The node with this name, ignoring case and accents. */
export async function findNodeNamed(trx: Trx, name: string) {
  return trx.selectFrom("nodes").select("id").where(sql<boolean>`name_key = folded(${name})`).executeTakeFirst();
}

export async function updateNodeRow(trx: Trx, id: string, change: NodeChange): Promise<void> {
  await trx.updateTable("nodes").set(change).where("id", "=", id).execute();
}

export async function deleteNodeRow(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom("nodes").where("id", "=", id).execute();
}

/** How many servers of other organisations are on a node; for the portal's scope. */
export async function countForeign(trx: Trx, id: string, organisationId: string): Promise<number> {
  const { foreign } = await trx
    .selectFrom("servers")
    .select(({ fn }) => fn.countAll<string>().as("foreign"))
    .where("nodeId", "=", id)
    .where("organisationId", "<>", organisationId)
    .executeTakeFirstOrThrow();
  return Number(foreign);
}

/** The organisations that have servers on a node, each with its owner; for the portal's scope. */
export async function listOwnersOn(trx: Trx, id: string) {
  return trx
    .selectFrom("organisations")
    .select(["id", "name", "ownerId"])
    .where("id", "in", ({ selectFrom }) => selectFrom("servers").select("organisationId").where("nodeId", "=", id))
    .orderBy("id")
    .execute();
}

/**
 * The nodes that an organisation may use: its dedicated ones, and the shared ones of its tier; each with the condition at which the
 * smallest server would fail. In the order in which they are tried.
 */
export async function listUsableNodes(trx: Trx, organisationId: string, tier: string) {
  return trx
    .selectFrom("nodes")
    .select(["id", "name", "publicAddress"])
    .select([
      sql<boolean>`dedicated_to is not null`.as("dedicated"),
      sql<string | null>`node_refusal(nodes, ${organisationId}, ${tier}, 1, 0.01, 1, 0)`.as("refusal"),
      sql<number>`greatest(memory_mb - promised_memory_mb, 0)`.as("freeMemoryMb"),
      sql<number>`greatest(cores - promised_cores, 0)::float8`.as("freeCores"),
      sql<number>`greatest(disk_mb - promised_disk_mb, 0)`.as("freeDiskMb"),
    ])
    .where(sql<boolean>`dedicated_to = ${organisationId} or (dedicated_to is null and ${tier} = any (tiers))`)
    .orderBy(sql`dedicated_to is null`)
    .orderBy(sql`memory_mb - promised_memory_mb desc`)
    .orderBy("nameKey")
    .execute();
}
export type UsableNodeRow = Awaited<ReturnType<typeof listUsableNodes>>[number];

/** Claims the nodes last checked this long ago, so that no other process checks them too. */
export async function claimNodes(trx: Trx, seconds: number) {
  return trx
    .updateTable("nodes")
    .set({ checkedAt: new Date() })
    .where("id", "in", ({ selectFrom }) =>
      selectFrom("nodes as due")
        .select("due.id")
        .where(sql<boolean>`due.checked_at <= now() - make_interval(secs => ${seconds})`)
        .orderBy("due.checkedAt")
        .limit(200)
        .forUpdate()
        .skipLocked(),
    )
    .returning(["id", "endpoint", "credentials"])
    .execute();
}

/** Saves the result of a check; the second one missed makes a node unhealthy. @returns its health now and before */
export async function noteNodeHealth(trx: Trx, id: string, found: { problem: string | null; version: string | null }) {
  const before = await trx
    .selectFrom("nodes")
    .select(["name", "healthy", "misses"])
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!before) return null;
  const misses = found.problem === null ? 0 : before.misses + 1;
  const healthy = misses < 2 && (before.healthy || misses === 0);
  await trx
    .updateTable("nodes")
    .set({ misses, healthy, problem: found.problem, ...(found.version && { engineVersion: found.version }) })
    .where("id", "=", id)
    .execute();
  return { name: before.name, was: before.healthy, healthy };
}
