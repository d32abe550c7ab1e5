import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { inSight, type Sight } from "@/db/queries/sight";

/** A server's limits in MiB and cores; `ports` is how many. */
interface Needs {
  memoryMb: number;
  cores: number;
  diskMb: number;
  ports: number;
}

/**
 * Reserves what a new server needs, on the chosen node or on the best one. The organisation must be locked.
 * @returns the node and its ports, or the condition at which each node failed
 */
export async function reserveNode(trx: Trx, wanted: string | null, { memoryMb, cores, diskMb, ports }: Needs) {
  const { rows } = await sql<{ node: string | null; hostPorts: number[] | null; failed: string[] | null }>`
    select node, host_ports as "hostPorts", failed
    from reserve_node(${wanted}::uuid, ${memoryMb}::integer, ${cores}::numeric, ${diskMb}::integer, ${ports}::integer)`.execute(
    trx,
  );
  const [row] = rows;
  return { node: row?.node ?? null, hostPorts: row?.hostPorts ?? [], failed: row?.failed ?? [] };
}

interface NewServer {
  id: string;
  organisationId: string;
  projectId: string | null;
  nodeId: string;
  name: string;
  image: string;
  template: string | null;
  environment: Buffer | null;
  memoryMb: number;
  cores: number;
  diskMb: number;
  ports: string;
  hostPorts: number[];
}

/** @returns whether the name was free */
export async function insertServer(trx: Trx, row: NewServer): Promise<boolean> {
  const inserted = await trx
    .insertInto("servers")
    .values(row)
    .onConflict((conflict) => conflict.constraint("servers_name").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Moves a server to another project of its organisation, or to none. */
export async function moveServerRow(trx: Trx, organisationId: string, id: string, projectId: string | null) {
  await trx
    .updateTable("servers")
    .set({ projectId })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}

/** How many servers an organisation has, visible to the user or not. */
export async function countServersOf(trx: Trx, organisationId: string): Promise<number> {
  const row = await trx
    .selectFrom("organisations")
    .select("serverCount")
    .where("id", "=", organisationId)
    .executeTakeFirst();
  return row?.serverCount ?? 0;
}

/** How many servers a user sees. */
export async function countSeenServers(trx: Trx, sight: Sight): Promise<number> {
  if (sight.narrowedTo === null) return countServersOf(trx, sight.organisationId);
  const { seen } = await trx
    .selectFrom("servers")
    .select(({ fn }) => fn.countAll<string>().as("seen"))
    .where("organisationId", "=", sight.organisationId)
    .where(inSight(sight, "projectId"))
    .executeTakeFirstOrThrow();
  return Number(seen);
}

/** The servers that a user sees, each with its project and node. */
function seen(trx: Trx, sight: Sight) {
  return trx
    .selectFrom("servers")
    .leftJoin("nodes", "nodes.id", "servers.nodeId")
    .leftJoin("projects", (join) =>
      join
        .onRef("projects.organisationId", "=", "servers.organisationId")
        .onRef("projects.id", "=", "servers.projectId"),
    )
    .select([
      "servers.id",
      "servers.organisationId",
      "servers.name",
      "servers.image",
      "servers.template",
      "servers.memoryMb",
      "servers.diskMb",
      "servers.ports",
      "servers.state",
      "servers.wanted",
      "servers.progress",
      "servers.problem",
      "servers.exitCode",
      "servers.stateAt",
      "servers.createdAt",
      "servers.projectId",
      "servers.nodeId",
      "projects.name as projectName",
      "nodes.name as nodeName",
      "nodes.publicAddress",
    ])
    .select([
      sql<number>`servers.cores::float8`.as("cores"),
      sql<number | null>`(servers.volume_bytes + servers.layer_bytes)::float8`.as("volumeBytes"),
      sql<boolean>`servers.restoring is not null`.as("restoring"),
    ])
    .where("servers.organisationId", "=", sight.organisationId)
    .where(inSight(sight, "servers.projectId"));
}
export type ServerRow = Awaited<ReturnType<typeof listServersOf>>[number];

interface Wanted {
  words?: string;
  state?: string;
  projectId?: string;
  after?: { at: string; id: string };
  limit: number;
}

/** By name. */
export async function listServersOf(trx: Trx, sight: Sight, { words, state, projectId, after, limit }: Wanted) {
  let query = seen(trx, sight).select("servers.nameKey");
  if (words) query = query.where(sql<boolean>`strpos(servers.name_key, (select folded(${words}))) > 0`);
  if (state) query = query.where("servers.state", "=", state);
  if (projectId) query = query.where("servers.projectId", "=", projectId);
  // A name is unique in its organisation, so it suffices as the cursor.
  if (after) query = query.where("servers.nameKey", ">", after.at);
  return query.orderBy("servers.nameKey").limit(limit).execute();
}

/** Undefined if it doesn't exist or is outside the sight. */
export async function findServer(trx: Trx, sight: Sight, id: string) {
  return seen(trx, sight).where("servers.id", "=", id).executeTakeFirst();
}

/** The same, locked. */
export async function lockServer(trx: Trx, sight: Sight, id: string) {
  return seen(trx, sight).where("servers.id", "=", id).forNoKeyUpdate("servers").executeTakeFirst();
}

interface WantedState {
  wanted: "running" | "stopped" | "gone";
  kick?: "restart" | "kill" | "empty" | null;
  state?: string;
}

/** Sets the wanted state. A job that works on an older one continues with this. */
export async function setWanted(
  trx: Trx,
  organisationId: string,
  id: string,
  { wanted, kick = null, state }: WantedState,
) {
  await trx
    .updateTable("servers")
    .set({ wanted, kick, wish: sql`wish + 1`, ...(state && { state, problem: null, stateAt: sql`now()` }) })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}

/** The new limits and ports of a server. */
interface Size {
  memoryMb: number;
  cores: number;
  diskMb: number;
  ports: { port: number; protocol: string }[];
}

/**
 * Changes a server's limits and its node's allocation. @returns the condition at which its node failed; null on success
 */
export async function resizeServer(
  trx: Trx,
  id: string,
  { memoryMb, cores, diskMb, ports }: Size,
): Promise<string | null> {
  const wanted = JSON.stringify(ports.map(({ port, protocol }) => ({ port, protocol })));
  const { rows } = await sql<{ failed: string | null }>`
    select resize_server(${id}::uuid, ${memoryMb}::integer, ${cores}::numeric, ${diskMb}::integer, ${wanted}::jsonb) as failed`.execute(
    trx,
  );
  return rows[0]?.failed ?? null;
}

const one = (trx: Trx, organisationId: string, id: string) =>
  trx.updateTable("servers").where("organisationId", "=", organisationId).where("id", "=", id);

/** Free within the organisation, or the server's own; exact while the organisation is locked. */
export async function isServerNameFree(trx: Trx, organisationId: string, name: string, id: string): Promise<boolean> {
  const other = await trx
    .selectFrom("servers")
    .select("id")
    .where("organisationId", "=", organisationId)
    .where("nameKey", "=", sql<string>`folded(${name})`)
    .where("id", "<>", id)
    .executeTakeFirst();
  return other === undefined;
}

export async function renameServer(trx: Trx, organisationId: string, id: string, name: string): Promise<void> {
  await one(trx, organisationId, id).set({ name }).execute();
}

/** Saves a new image and environment. The new generation makes a job recreate the container. */
export async function rebuildServer(
  trx: Trx,
  organisationId: string,
  id: string,
  made: { image: string; environment: Buffer | null },
): Promise<void> {
  await one(trx, organisationId, id)
    .set({ ...made, generation: sql`generation + 1` })
    .execute();
}

/** Makes a job check the server again, without changing its wanted state. */
export async function nudgeServer(trx: Trx, organisationId: string, id: string): Promise<void> {
  await one(trx, organisationId, id).set({ wish: sql`wish + 1` }).execute();
}

/** Its environment variables, encrypted. */
export async function findEnvironment(trx: Trx, organisationId: string, id: string): Promise<Buffer | null> {
  const row = await trx
    .selectFrom("servers")
    .select("environment")
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.environment ?? null;
}

/** The engine address of a node, with its certificates. */
export async function findEngine(trx: Trx, nodeId: string) {
  return trx
    .selectFrom("nodes")
    .select(["id", "endpoint", "credentials"])
    .where("id", "=", nodeId)
    .executeTakeFirstOrThrow();
}
