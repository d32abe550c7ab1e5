import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** How long a claim on a server lasts unless it is extended. */
const claim = sql<Date>`now() + interval '90 seconds'`;

/** Everything a job needs to reach the wanted state; locked. Undefined when the server is gone. */
export async function lockWork(trx: Trx, organisationId: string, id: string) {
  return trx
    .selectFrom("servers")
    .innerJoin("nodes", "nodes.id", "servers.nodeId")
    .select([
      "servers.id",
      "servers.organisationId",
      "servers.name",
      "servers.image",
      "servers.template",
      "servers.environment",
      "servers.memoryMb",
      "servers.diskMb",
      "servers.ports",
      "servers.volume",
      "servers.state",
      "servers.wanted",
      "servers.kick",
      "servers.wish",
      "servers.generation",
      "nodes.id as nodeId",
      "nodes.endpoint",
      "nodes.credentials",
    ])
    .select([
      sql<number>`servers.cores::float8`.as("cores"),
      sql<boolean>`coalesce(servers.claimed_until > now(), false)`.as("claimed"),
      sql<boolean>`servers.leaving_ports <> '{}'`.as("leaving"),
    ])
    .where("servers.organisationId", "=", organisationId)
    .where("servers.id", "=", id)
    .forNoKeyUpdate("servers")
    .executeTakeFirst();
}
export type WorkRow = NonNullable<Awaited<ReturnType<typeof lockWork>>>;

const one = (trx: Trx, organisationId: string, id: string) =>
  trx.updateTable("servers").where("organisationId", "=", organisationId).where("id", "=", id);

/** Claims the server for this process. */
export async function claimWork(trx: Trx, organisationId: string, id: string): Promise<void> {
  await one(trx, organisationId, id).set({ claimedUntil: claim }).execute();
}

/** Extends a claim; no effect after it has ended. */
export async function extendClaim(trx: Trx, organisationId: string, id: string): Promise<void> {
  await one(trx, organisationId, id).set({ claimedUntil: claim }).where(sql<boolean>`claimed_until > now()`).execute();
}

/** Saves the progress, unless the server is being deleted. */
export async function noteProgress(
  trx: Trx,
  organisationId: string,
  id: string,
  done: { state: string; progress: number | null },
): Promise<void> {
  await one(trx, organisationId, id)
    .set({ ...done, claimedUntil: claim, problem: null })
    .where(sql<boolean>`claimed_until > now()`)
    .where("wanted", "<>", "gone")
    .execute();
}

interface Settled {
  /** Left out if unchanged, after a temporary failure. */
  state?: string;
  problem: string | null;
  exitCode: number | null;
}

/** Saves the result, and releases the claim. */
export async function settleWork(trx: Trx, organisationId: string, id: string, settled: Settled): Promise<void> {
  const { state, problem, exitCode } = settled;
  await one(trx, organisationId, id)
    .set({
      // The time of the last attempt, for `claimForgotten`.
      claimedUntil: sql`now()`,
      progress: null,
      problem,
      ...(state && { state, exitCode, kick: null, stateAt: sql`now()` }),
      // A server that ended by itself stays stopped until somebody starts it.
      ...(state === "stopped" && { wanted: "stopped" }),
    })
    .execute();
}

/** Releases the node ports that the server gave up, unless it has given up more since that generation. */
export async function releasePorts(trx: Trx, id: string, seen: number): Promise<void> {
  await sql`select release_ports(${id}::uuid, ${seen}::integer)`.execute(trx);
}

export async function deleteServerRow(trx: Trx, organisationId: string, id: string): Promise<void> {
  await trx.deleteFrom("servers").where("organisationId", "=", organisationId).where("id", "=", id).execute();
}

/**
 * Claims servers that were left unfinished: a worker died, or gave up on an engine that was offline.
 * For the portal's scope; each is claimed for a single process.
 */
export async function claimForgotten(trx: Trx) {
  return trx
    .updateTable("servers")
    .set({ claimedUntil: sql`now()` })
    .where("id", "in", ({ selectFrom }) =>
      selectFrom("servers as due")
        .select("due.id")
        .where("due.state", "in", ["queued", "pulling", "creating", "deleting"])
        .where(sql<boolean>`greatest(due.claimed_until, due.state_at) < now() - interval '10 minutes'`)
        .limit(100)
        .forUpdate()
        .skipLocked(),
    )
    .returning(["id", "organisationId"])
    .execute();
}

/** The servers of a node waiting to be created or deleted, with no job working on them. For the portal's scope. */
export async function listWaitingFor(trx: Trx, nodeId: string) {
  return trx
    .selectFrom("servers")
    .select(["id", "organisationId"])
    .where("nodeId", "=", nodeId)
    .where("state", "in", ["queued", "pulling", "creating", "deleting"])
    .where(sql<boolean>`coalesce(claimed_until <= now(), true)`)
    .execute();
}

/** The servers of a node; for the portal's scope. */
export async function listServersOn(trx: Trx, nodeId: string) {
  return trx
    .selectFrom("servers")
    .select(["id", "organisationId", "state", "wanted", "wish", "generation"])
    .select([
      sql<boolean>`coalesce(claimed_until > now(), false)`.as("claimed"),
      sql<boolean>`leaving_ports <> '{}'`.as("leaving"),
    ])
    .where("nodeId", "=", nodeId)
    .execute();
}
