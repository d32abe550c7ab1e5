import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** The servers to delete: all of an organisation's, or those of one of its projects. */
export interface Ending {
  organisationId: string;
  projectId?: string;
}

/** Locks the organisation, which everything that creates or deletes its servers does first. */
export async function lockFor(trx: Trx, organisationId: string): Promise<void> {
  await trx.selectFrom("organisations").select("id").where("id", "=", organisationId).forNoKeyUpdate().execute();
}

/**
 * Marks all of them for deletion at once. Those being deleted already aren't touched, so this never waits for a job that removes one.
 * @returns those marked now
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

/** The servers that would be deleted: how many, the first by name, and a mark that changes when one is added or removed. */
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

/** How many servers an organisation still has, including those being deleted. */
export async function countLeft(trx: Trx, organisationId: string): Promise<number> {
  const { left } = await trx
    .selectFrom("servers")
    .select(({ fn }) => fn.countAll<string>().as("left"))
    .where("organisationId", "=", organisationId)
    .executeTakeFirstOrThrow();
  return Number(left);
}

/** Has all running servers of an organisation stopped. @returns those that a job must stop */
export async function stopServers(trx: Trx, organisationId: string, { resumes }: { resumes: boolean }) {
  if (!resumes)
    await trx
      .updateTable("servers")
      .set({ resumes })
      .where("organisationId", "=", organisationId)
      .where("resumes", "=", true)
      .execute();
  return trx
    .updateTable("servers")
    .set({ wanted: "stopped", kick: null, wish: sql`wish + 1`, resumes })
    .where("organisationId", "=", organisationId)
    .where("wanted", "=", "running")
    .returning("id")
    .execute();
}

/** Has those started again that a suspension stopped. @returns those that a job must start */
export async function resumeServers(trx: Trx, organisationId: string) {
  return trx
    .updateTable("servers")
    .set({
      wanted: sql`case wanted when 'stopped' then 'running' else wanted end`,
      wish: sql`wish + 1`,
      resumes: false,
    })
    .where("organisationId", "=", organisationId)
    .where("resumes", "=", true)
    .returning("id")
    .execute();
}
