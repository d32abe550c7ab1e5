import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** Claims the nodes last measured this long ago, so that no other process measures them too; for the portal's scope. */
export async function claimMeasures(trx: Trx, seconds: number) {
  return trx
    .updateTable("nodes")
    .set({ measuredAt: sql`now()` })
    .where("id", "in", ({ selectFrom }) =>
      selectFrom("nodes as due")
        .select("due.id")
        .where(sql<boolean>`due.measured_at <= now() - make_interval(secs => ${seconds})`)
        .where("due.healthy", "=", true)
        .where("due.serverCount", ">", 0)
        .limit(50)
        .forUpdate()
        .skipLocked(),
    )
    .returning(["id", "endpoint", "credentials"])
    .execute();
}

/** The servers of a node with their volumes and last measurements; for the portal's scope. */
export async function listMeasured(trx: Trx, nodeId: string) {
  return trx
    .selectFrom("servers")
    .select(["id", "organisationId", "volume", "state", "diskMb"])
    .select([
      sql<number | null>`volume_bytes::float8`.as("volumeBytes"),
      sql<number>`layer_bytes::float8`.as("layerBytes"),
    ])
    .where("nodeId", "=", nodeId)
    .execute();
}

/** One server, locked. */
export async function lockMeasured(trx: Trx, organisationId: string, id: string) {
  return trx
    .selectFrom("servers")
    .select(["name", "state", "wanted", "diskMb", "volume", "restoring"])
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Saves the size of its files, and of the data that its container wrote outside them. */
export async function noteMeasured(
  trx: Trx,
  organisationId: string,
  id: string,
  { bytes, layerBytes }: { bytes: number; layerBytes: number },
): Promise<void> {
  await trx
    .updateTable("servers")
    .set({ volumeBytes: String(bytes), layerBytes: String(layerBytes), measuredAt: sql`now()` })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}
