import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { inSight, type Sight } from "@/db/queries/sight";

/** The volume of a server's files, and its node with certificates; undefined for a server outside the sight. */
export async function findFilesOf(trx: Trx, sight: Sight, id: string) {
  return trx
    .selectFrom("servers")
    .innerJoin("nodes", "nodes.id", "servers.nodeId")
    .select([
      "servers.id",
      "servers.name",
      "servers.state",
      "servers.volume",
      "servers.diskMb",
      "servers.restoring",
      "nodes.id as nodeId",
      "nodes.endpoint",
      "nodes.credentials",
    ])
    .select([
      sql<number | null>`servers.volume_bytes::float8`.as("volumeBytes"),
      sql<number>`servers.layer_bytes::float8`.as("layerBytes"),
    ])
    .where("servers.organisationId", "=", sight.organisationId)
    .where("servers.id", "=", id)
    .where(inSight(sight, "servers.projectId"))
    .executeTakeFirst();
}

/** Saves the size of its files after a change. */
export async function noteVolumeBytes(trx: Trx, organisationId: string, id: string, bytes: number): Promise<void> {
  await trx
    .updateTable("servers")
    .set({ volumeBytes: String(bytes), measuredAt: sql`now()` })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}
