import type { Trx } from "@/db/client";
import { type BackupRow, listBackupsOf, lockBackup, markBackup } from "@/db/queries/backups";
import { beginRestoreOf, findRestore } from "@/db/queries/restores";
import { findServer, lockServer, setWanted } from "@/db/queries/servers";
import type { Sight } from "@/db/queries/sight";
import { addBackup } from "@/lib/backups/make";
import { type BackupState, oneBackup } from "@/lib/backups/schema";
import { packedPath } from "@/lib/docker/backup";
import { createHelper, removeHelper } from "@/lib/docker/helper";
import { backupVolumeName } from "@/lib/docker/names";
import { AppError } from "@/lib/errors";
import { asked, engineOf, findPlace, planOf } from "@/lib/files/place";
import { openArchived } from "@/lib/files/transfer";
import type { UserActor } from "@/lib/kernel/actor";
import type { Organisation } from "@/lib/kernel/entry";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { sightOf } from "@/lib/projects/sight";
import { oneServer } from "@/lib/servers/schema";

/** The same permission as for files, because a backup contains all of them. */
const common = {
  token: "organisation",
  permission: "server.update",
  feature: "servers",
  limits: [{ points: 120, seconds: 60, by: "actor" }],
} as const;

async function mustLock(trx: Trx, sight: Sight, id: string) {
  const server = await lockServer(trx, sight, id);
  if (!server) throw new AppError("unknown");
  const { state, restoring } = server;
  if (state === "deleting") throw new AppError("server.deleting");
  if (state !== "running" && state !== "stopped" && state !== "failed") throw new AppError("server.unfinished");
  if (restoring) throw new AppError("server.restoring");
  return server;
}

function toBackup({ serverId: _, ...row }: BackupRow, restoring: string | null) {
  return { ...row, state: row.state as BackupState, restoring: row.id === restoring };
}

async function listed(trx: Trx, organisationId: string, server: string) {
  const restore = await findRestore(trx, organisationId, server);
  const rows = await listBackupsOf(trx, organisationId, server);
  return rows.map((row) => toBackup(row, restore?.restoring ?? null));
}

async function mustFind(trx: Trx, { id }: Organisation, server: string, backup: string) {
  const found = (await listed(trx, id, server)).find((each) => each.id === backup);
  if (!found) throw new AppError("unknown");
  return found;
}

/** The backups of a server, newest first. */
export const listBackups = organisationQuery("server.listBackups", {
  ...common,
  input: oneServer,
  async run({ trx, organisation, actor }, { server }) {
    if (!(await findServer(trx, sightOf(organisation, actor), server))) throw new AppError("unknown");
    return listed(trx, organisation.id, server);
  },
});

/** Backs up a server's files while it keeps running. One at a time. */
export const makeBackup = organisationCommand("server.makeBackup", {
  did: "began a backup of",
  event: null,
  ...common,
  lock: "none",
  input: oneServer,
  async run({ trx, organisation, actor, audit, enqueue }, { server }) {
    const { name } = await mustLock(trx, sightOf(organisation, actor), server);
    const wanted = { serverId: server, madeBy: actor.name, scheduled: false };
    const backup = await addBackup(trx, { organisationId: organisation.id, ...wanted });
    enqueue("backup", { backup, organisationId: organisation.id });
    audit({ target: { id: server, name }, after: { backup } });
    return mustFind(trx, organisation, server, backup);
  },
});

async function mustLockBackup(trx: Trx, organisation: Organisation, server: string, backup: string) {
  const row = await lockBackup(trx, organisation.id, server, backup);
  if (!row) throw new AppError("unknown");
  return row;
}

/** Replaces all of a server's files with those of a backup, or none. The server is stopped, and started again if it was running. */
export const restoreBackup = organisationCommand("server.restoreBackup", {
  did: "began to restore a backup of",
  event: "server.changed",
  ...common,
  lock: "none",
  input: oneBackup,
  async run({ trx, organisation, actor, audit, enqueue }, { server, backup }) {
    const { name, wanted } = await mustLock(trx, sightOf(organisation, actor), server);
    const { state, createdAt } = await mustLockBackup(trx, organisation, server, backup);
    if (state !== "kept") throw new AppError("backup.unfinished");
    const unfinished = (await listBackupsOf(trx, organisation.id, server)).some((each) =>
      ["queued", "saving"].includes(each.state),
    );
    if (unfinished) throw new AppError("backup.busy");
    await setWanted(trx, organisation.id, server, { wanted: "stopped" });
    await beginRestoreOf(trx, organisation.id, server, { backup, after: wanted });
    enqueue("restore", { server, organisationId: organisation.id });
    audit({ target: { id: server, name }, after: { backup, from: createdAt.toISOString() } });
    return mustFind(trx, organisation, server, backup);
  },
});

/** Deletes a backup: its file first, then the row. */
export const deleteBackup = organisationCommand("server.deleteBackup", {
  did: "deleted a backup of",
  event: null,
  ...common,
  lock: "none",
  input: oneBackup,
  async run({ trx, organisation, actor, audit, enqueue }, { server, backup }) {
    const locked = await lockServer(trx, sightOf(organisation, actor), server);
    if (!locked) throw new AppError("unknown");
    const { state, createdAt } = await mustLockBackup(trx, organisation, server, backup);
    if ((await findRestore(trx, organisation.id, server))?.restoring === backup) throw new AppError("backup.restoring");
    if (state === "deleting") audit(null);
    else {
      await markBackup(trx, organisation.id, backup, "deleting");
      enqueue("backup", { backup, organisationId: organisation.id });
      audit({ target: { id: server, name: locked.name }, before: { backup, from: createdAt.toISOString() } });
    }
    return mustFind(trx, organisation, server, backup);
  },
});

interface Standing {
  trx: Trx;
  organisation: Organisation;
  actor: UserActor;
}

/** Downloads a backup: a gzipped tar of the server's files. */
export const downloadBackup = organisationQuery("server.downloadBackup", {
  ...common,
  input: oneBackup,
  async check({ trx, organisation, actor }: Standing, { server, backup }) {
    const place = await findPlace(trx, sightOf(organisation, actor), server);
    const found = await mustFind(trx, organisation, server, backup);
    if (found.state !== "kept") throw new AppError("backup.unfinished");
    const day = found.createdAt.toISOString().slice(0, 16).replace(/[:T]/g, "-");
    return { place, name: `${place.name}-${day}.tar.gz` };
  },
  prepare: ({ backup }, { place, name }) =>
    asked(async () => {
      const kept = { volume: backupVolumeName(backup), readOnly: true };
      const helper = await createHelper(engineOf(place), { ...planOf(place), readOnly: true, backup: kept });
      return openArchived(helper, packedPath, name).catch(async (error) => {
        await removeHelper(helper);
        throw error;
      });
    }),
  run: async ({ prepared }) => prepared,
});
