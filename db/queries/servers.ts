import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { inSight, type Sight } from "@/db/queries/sight";

/** What a server was promised, MiB and cores; `ports` is how many. */
interface Needs {
  memoryMb: number;
  cores: number;
  diskMb: number;
  ports: number;
}

/**
 * Takes what a new server needs from a node, of the one that is wanted or of the best. The organisation must be locked.
 * @returns the node and its ports, or for each node the condition at which it failed
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

/** Puts it into another project of its organisation, or into none. */
export async function moveServerRow(trx: Trx, organisationId: string, id: string, projectId: string | null) {
  await trx
    .updateTable("servers")
    .set({ projectId })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}

/** How many an organisation has, whoever sees them. */
export async function countServersOf(trx: Trx, organisationId: string): Promise<number> {
  const row = await trx
    .selectFrom("organisations")
    .select("serverCount")
    .where("id", "=", organisationId)
    .executeTakeFirst();
  return row?.serverCount ?? 0;
}

/** How many somebody sees. */
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

/** The servers that somebody sees, each with its project and node. */
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
  // A name is unique in its organisation, so it alone tells where a page ended.
  if (after) query = query.where("servers.nameKey", ">", after.at);
  return query.orderBy("servers.nameKey").limit(limit).execute();
}

/** Undefined for one that isn't there, and for one outside the sight. */
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

/** Says what is wanted from now on. Whoever works on an older wish goes on with this one. */
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

/** What a server is changed to. */
interface Size {
  memoryMb: number;
  cores: number;
  diskMb: number;
  ports: { port: number; protocol: string }[];
}

/**
 * Changes what a server was promised, and its node's promises with it. @returns the condition of its node that failed, null when it is done
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

/** What its container is made from, from now on: it is made anew. */
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

/** Whoever works on it looks once more; what is wished for stays. */
export async function nudgeServer(trx: Trx, organisationId: string, id: string): Promise<void> {
  await one(trx, organisationId, id).set({ wish: sql`wish + 1` }).execute();
}

/** Its variables, sealed. */
export async function findEnvironment(trx: Trx, organisationId: string, id: string): Promise<Buffer | null> {
  const row = await trx
    .selectFrom("servers")
    .select("environment")
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.environment ?? null;
}

/** What opens the engine of a node. */
export async function findEngine(trx: Trx, nodeId: string) {
  return trx
    .selectFrom("nodes")
    .select(["id", "endpoint", "credentials"])
    .where("id", "=", nodeId)
    .executeTakeFirstOrThrow();
}
