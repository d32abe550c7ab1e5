import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import { insertBackup, listBackupsOf } from "@/db/queries/backups";
import { AppError } from "@/lib/errors";
import { type PortalTier, serverBackups } from "@/lib/limits";

interface Wanted {
  organisationId: string;
  serverId: string;
  tier: PortalTier;
  madeBy: string;
  /** A scheduled backup replaces the oldest scheduled one once it is ready. */
  scheduled: boolean;
}

/** Inserts the row of a new backup. The caller must have locked the server's row. @returns its id */
export async function addBackup(trx: Trx, { organisationId, serverId, tier, madeBy, scheduled }: Wanted) {
  const there = (await listBackupsOf(trx, organisationId, serverId)).filter(
    ({ state }) => state !== "failed" && state !== "deleting",
  );
  if (there.some(({ state }) => state !== "kept")) throw new AppError("backup.busy");
  const replaced = scheduled && there.some((each) => each.scheduled) ? 1 : 0;
  const { count } = serverBackups[tier];
  if (there.length - replaced >= count)
    throw new AppError("backup.limit", {
      message: `This server has ${there.length} of ${count} backups. Delete one first.`,
    });
  const id = randomUUID();
  await insertBackup(trx, { id, organisationId, serverId, scheduled, madeBy: madeBy.slice(0, 300) });
  return id;
}
