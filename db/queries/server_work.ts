import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** How long a server is one process's alone, unless that says that it still works on it. */
const claim = sql<Date>`now() + interval '90 seconds'`;

/** All that is needed to fulfil what is wished for; locked. Undefined when the server is gone. */
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

/** From now on it is this process's. */
export async function claimWork(trx: Trx, organisationId: string, id: string): Promise<void> {
  await one(trx, organisationId, id).set({ claimedUntil: claim }).execute();
}

/** It is still being worked on. What comes late, after the end, changes nothing. */
export async function extendClaim(trx: Trx, organisationId: string, id: string): Promise<void> {
  await one(trx, organisationId, id).set({ claimedUntil: claim }).where(sql<boolean>`claimed_until > now()`).execute();
}

/** How far it is. One that is to go stays on its way out. */
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
  /** Left out where it stays what it was: something went wrong that may pass. */
  state?: string;
  problem: string | null;
  exitCode: number | null;
}

/** The wish is fulfilled, or can't be; nobody works on it any more. */
export async function settleWork(trx: Trx, organisationId: string, id: string, settled: Settled): Promise<void> {
  const { state, problem, exitCode } = settled;
  await one(trx, organisationId, id)
    .set({
      // When it was last tried, for who looks after what was forgotten.
      claimedUntil: sql`now()`,
      progress: null,
      problem,
      ...(state && { state, exitCode, kick: null, stateAt: sql`now()` }),
      // Nobody is on the way to start it again: what ended by itself waits until somebody wishes so.
      ...(state === "stopped" && { wanted: "stopped" }),
    })
    .execute();
}

/** Gives back to the node what the server gave up, unless it has given up more since it had that generation. */
export async function releasePorts(trx: Trx, id: string, seen: number): Promise<void> {
  await sql`select release_ports(${id}::uuid, ${seen}::integer)`.execute(trx);
}

export async function deleteServerRow(trx: Trx, organisationId: string, id: string): Promise<void> {
  await trx.deleteFrom("servers").where("organisationId", "=", organisationId).where("id", "=", id).execute();
}

/**
 * Servers that somebody should be working on and nobody is: whoever did died, or gave up on an engine that was away.
 * For the portal's scope; each is taken for one process alone.
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

/** The servers of a node that wait for it: to be made or to be removed, and nobody is at it. For the portal's scope. */
export async function listWaitingFor(trx: Trx, nodeId: string) {
  return trx
    .selectFrom("servers")
    .select(["id", "organisationId"])
    .where("nodeId", "=", nodeId)
    .where("state", "in", ["queued", "pulling", "creating", "deleting"])
    .where(sql<boolean>`coalesce(claimed_until <= now(), true)`)
    .execute();
}

/** The servers of a node, as far as their rows know; for the portal's scope. */
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
