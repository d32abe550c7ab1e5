import { sql } from "kysely";
import type { Trx } from "@/db/client";

const one = (trx: Trx, organisationId: string, id: string) =>
  trx.updateTable("servers").where("organisationId", "=", organisationId).where("id", "=", id);

/** From now on this backup is to take the place of the server's files. */
export async function beginRestoreOf(
  trx: Trx,
  organisationId: string,
  id: string,
  { backup, after }: { backup: string; after: string },
): Promise<void> {
  await one(trx, organisationId, id).set({ restoring: backup, restoreThen: after }).execute();
}

/** What is being restored to a server, if anything is. The server's row is locked already. */
export async function findRestore(trx: Trx, organisationId: string, id: string) {
  return trx
    .selectFrom("servers")
    .leftJoin("backups", (join) =>
      join.onRef("backups.organisationId", "=", "servers.organisationId").onRef("backups.id", "=", "servers.restoring"),
    )
    .select(["servers.restoring", "servers.restoreThen", "servers.volume", "backups.sha256", "backups.state"])
    .where("servers.organisationId", "=", organisationId)
    .where("servers.id", "=", id)
    .executeTakeFirst();
}

/** It is over. @param found the volume that holds its files now, with what they take in bytes; null: they are as they were */
export async function endRestoreOf(
  trx: Trx,
  organisationId: string,
  id: string,
  found: { volume: string; bytes: number } | null,
): Promise<void> {
  await one(trx, organisationId, id)
    .set({
      restoring: null,
      restoreThen: null,
      claimedUntil: sql`now()`,
      ...(found && { volume: found.volume, volumeBytes: String(found.bytes), measuredAt: sql`now()` }),
    })
    .execute();
}
