import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { inSight, type Sight } from "@/db/queries/sight";

/** The projects that a user sees, each with its numbers of restricted members and of servers. */
function seen(trx: Trx, sight: Sight) {
  return trx
    .selectFrom("projects")
    .select(["projects.id", "projects.name", "projects.description", "projects.createdAt"])
    .select(({ selectFrom }) =>
      selectFrom("narrowings")
        .select(({ fn }) => fn.countAll<string>().as("narrowed"))
        .where("narrowings.organisationId", "=", sight.organisationId)
        .whereRef("narrowings.projectId", "=", "projects.id")
        .as("narrowed"),
    )
    .select(({ selectFrom }) =>
      selectFrom("servers")
        .select(({ fn }) => fn.countAll<string>().as("servers"))
        .where("servers.organisationId", "=", sight.organisationId)
        .whereRef("servers.projectId", "=", "projects.id")
        .as("servers"),
    )
    .where("projects.organisationId", "=", sight.organisationId)
    .where(inSight(sight, "projects.id"));
}

/** By name; with words, only those whose names contain them. */
export async function listProjectsOf(trx: Trx, sight: Sight, words?: string) {
  let query = seen(trx, sight);
  if (words) query = query.where(sql<boolean>`strpos(projects.name_key, (select folded(${words}))) > 0`);
  return query.orderBy("projects.nameKey").execute();
}

/** Undefined for one that doesn't exist, and for one that the user can't see. */
export async function findProject(trx: Trx, sight: Sight, id: string) {
  return seen(trx, sight).where("projects.id", "=", id).executeTakeFirst();
}

/** The same, locked, so that nothing can be added to it. */
export async function lockProject(trx: Trx, sight: Sight, id: string) {
  return seen(trx, sight).where("projects.id", "=", id).forUpdate("projects").executeTakeFirst();
}

/** How many there are, visible or not. */
export async function countProjectsOf(trx: Trx, organisationId: string): Promise<number> {
  const { made } = await trx
    .selectFrom("projects")
    .select(({ fn }) => fn.countAll<string>().as("made"))
    .where("organisationId", "=", organisationId)
    .executeTakeFirstOrThrow();
  return Number(made);
}

/** The one with this name, however it is written, visible or not. */
export async function findProjectNamed(trx: Trx, organisationId: string, name: string) {
  return trx
    .selectFrom("projects")
    .select("id")
    .where("organisationId", "=", organisationId)
    .where(sql<boolean>`name_key = folded(${name})`)
    .executeTakeFirst();
}

interface NewProject {
  id: string;
  organisationId: string;
  name: string;
  description: string | null;
}

/** @returns when it was created, or undefined if the name is taken */
export async function insertProject(trx: Trx, row: NewProject) {
  return trx
    .insertInto("projects")
    .values(row)
    .onConflict((conflict) => conflict.constraint("projects_name").doNothing())
    .returning("createdAt")
    .executeTakeFirst();
}

export async function updateProjectRow(
  trx: Trx,
  organisationId: string,
  id: string,
  change: { name: string; description: string | null },
): Promise<void> {
  await trx
    .updateTable("projects")
    .set(change)
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}

/** Its restrictions go with it: members restricted to only this project then see none. Servers being deleted stay, in no project. */
export async function deleteProjectRow(trx: Trx, organisationId: string, id: string): Promise<void> {
  await trx.deleteFrom("projects").where("organisationId", "=", organisationId).where("id", "=", id).execute();
}
