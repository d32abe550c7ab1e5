import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import { insertBackup, listBackupsOf } from "@/db/queries/backups";
import { AppError } from "@/lib/errors";
import { requireRoom } from "@/lib/tiers/require";

interface Wanted {
  organisationId: string;
  serverId: string;
  madeBy: string;
  /** A scheduled backup replaces the oldest scheduled one once it is ready. */
  scheduled: boolean;
}

/** Inserts the row of a new backup. The caller must have locked the server's row. @returns its id */
export async function addBackup(trx: Trx, { organisationId, serverId, madeBy, scheduled }: Wanted) {
  const there = (await listBackupsOf(trx, organisationId, serverId)).filter(
    ({ state }) => state !== "failed" && state !== "deleting",
  );
  if (there.some(({ state }) => state !== "kept")) throw new AppError("backup.busy");
  const replaced = scheduled && there.some((each) => each.scheduled) ? 1 : 0;
  await requireRoom(trx, organisationId, "serverBackups", there.length - replaced);
  const id = randomUUID();
  await insertBackup(trx, { id, organisationId, serverId, scheduled, madeBy: madeBy.slice(0, 300) });
  return id;
}
