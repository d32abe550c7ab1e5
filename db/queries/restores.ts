import { sql } from "kysely";
import type { Trx } from "@/db/client";

const one = (trx: Trx, organisationId: string, id: string) =>
  trx.updateTable("servers").where("organisationId", "=", organisationId).where("id", "=", id);

/** Notes that the server's files are to be restored from this backup. */
export async function beginRestoreOf(
  trx: Trx,
  organisationId: string,
  id: string,
  { backup, after }: { backup: string; after: string },
): Promise<void> {
  await one(trx, organisationId, id).set({ restoring: backup, restoreThen: after }).execute();
}

/** The restore in progress on a server, if any. The server's row is locked already. */
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

/** Ends a restore. @param found the new volume of its files, with their size in bytes; null: the old files stay */
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
