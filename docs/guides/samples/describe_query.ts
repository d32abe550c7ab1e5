import type { Trx } from "@/db/client";

/** For db/queries/projects.ts: it takes the transaction, and names the organisation although the database would stop it. */
export async function describeProjectRow(
  trx: Trx,
  organisationId: string,
  id: string,
  description: string,
): Promise<void> {
  await trx
    .updateTable("projects")
    .set({ description })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}
