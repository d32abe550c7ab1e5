import type { Trx } from "@/db/client";
import { inSight, type Sight } from "@/db/queries/sight";

/** By name, and only projects that the reader sees. */
function narrowings(trx: Trx, sight: Sight) {
  return trx
    .selectFrom("narrowings")
    .innerJoin("projects", (join) =>
      join
        .onRef("projects.organisationId", "=", "narrowings.organisationId")
        .onRef("projects.id", "=", "narrowings.projectId"),
    )
    .select(["projects.id", "projects.name"])
    .where("narrowings.organisationId", "=", sight.organisationId)
    .where(inSight(sight, "projects.id"))
    .orderBy("projects.nameKey");
}

/** The projects that a membership is restricted to, as far as the reader sees them. */
export async function listNarrowing(trx: Trx, sight: Sight, userId: string) {
  return narrowings(trx, sight).where("narrowings.userId", "=", userId).execute();
}

/** The same for several members at once, each row with its user. */
export async function listNarrowings(trx: Trx, sight: Sight, userIds: string[]) {
  return narrowings(trx, sight).select("narrowings.userId").where("narrowings.userId", "in", userIds).execute();
}

/** Restricts a membership to only these projects; null: it sees everything again. */
export async function setNarrowing(
  trx: Trx,
  organisationId: string,
  userId: string,
  projects: readonly string[] | null,
): Promise<void> {
  await trx
    .deleteFrom("narrowings")
    .where("organisationId", "=", organisationId)
    .where("userId", "=", userId)
    .execute();
  await trx
    .updateTable("members")
    .set({ narrowed: projects !== null })
    .where("organisationId", "=", organisationId)
    .where("userId", "=", userId)
    .execute();
  if (projects?.length)
    await trx
      .insertInto("narrowings")
      .values(projects.map((projectId) => ({ organisationId, userId, projectId })))
      .execute();
}

/** Adds one project to a restricted membership. */
export async function widenNarrowing(trx: Trx, organisationId: string, userId: string, projectId: string) {
  await trx.insertInto("narrowings").values({ organisationId, userId, projectId }).execute();
}

/** Restricts a new membership like its inviter's, if that is restricted: nobody can let others see more than they do. */
export async function copyNarrowing(trx: Trx, organisationId: string, from: string, to: string): Promise<void> {
  const bringer = await trx
    .selectFrom("members")
    .select("narrowed")
    .where("organisationId", "=", organisationId)
    .where("userId", "=", from)
    .executeTakeFirst();
  if (!bringer?.narrowed) return;
  const rows = await trx
    .selectFrom("narrowings")
    .select("projectId")
    .where("organisationId", "=", organisationId)
    .where("userId", "=", from)
    .execute();
  await setNarrowing(
    trx,
    organisationId,
    to,
    rows.map(({ projectId }) => projectId),
  );
}
