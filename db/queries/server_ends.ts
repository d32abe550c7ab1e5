import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** Whose servers end: an organisation's, or those of one of its projects. */
export interface Ending {
  organisationId: string;
  projectId?: string;
}

/** Locks the organisation, as everything does that makes or ends its servers: before any of these. */
export async function lockFor(trx: Trx, organisationId: string): Promise<void> {
  await trx.selectFrom("organisations").select("id").where("id", "=", organisationId).forNoKeyUpdate().execute();
}

/**
 * Wishes all of them away at once. Those that are on their way out already aren't touched, so it waits for no job that removes one.
 * @returns the others
 */
export async function wantAllGone(trx: Trx, { organisationId, projectId }: Ending) {
  let query = trx
    .updateTable("servers")
    .from("nodes")
    .whereRef("nodes.id", "=", "servers.nodeId")
    .set({
      wanted: "gone",
      state: "deleting",
      kick: null,
      problem: null,
      progress: null,
      wish: sql`wish + 1`,
      stateAt: sql`now()`,
    })
    .where("servers.organisationId", "=", organisationId)
    .where("servers.wanted", "<>", "gone");
  if (projectId) query = query.where("servers.projectId", "=", projectId);
  return query.returning(["servers.id", "servers.name", "servers.image", "nodes.name as nodeName"]).execute();
}

/** What would end: how many there are, the first of them by name, and a mark that is another one when one came or went. */
export async function whatWouldEnd(trx: Trx, ending: Required<Ending>, most: number) {
  const ours = trx
    .selectFrom("servers")
    .where("organisationId", "=", ending.organisationId)
    .where("projectId", "=", ending.projectId)
    .where("wanted", "<>", "gone");
  const servers = await ours.select(["id", "name", "image", "state"]).orderBy("nameKey").limit(most).execute();
  const { count, mark } = await ours
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .select(sql<string>`md5(coalesce(string_agg(id::text, ',' order by id), ''))`.as("mark"))
    .executeTakeFirstOrThrow();
  return { servers, serverCount: Number(count), mark };
}

/** How many an organisation still has, those on their way out included. */
export async function countLeft(trx: Trx, organisationId: string): Promise<number> {
  const { left } = await trx
    .selectFrom("servers")
    .select(({ fn }) => fn.countAll<string>().as("left"))
    .where("organisationId", "=", organisationId)
    .executeTakeFirstOrThrow();
  return Number(left);
}
