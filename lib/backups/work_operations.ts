import {
  claimBackup,
  claimForgottenBackups,
  claimForgottenRestores,
  deleteBackupRow,
  endBackupRow,
  extendBackup,
  listBackupsOf,
  lockBackupWork,
  markBackup,
  releaseBackup,
} from "@/db/queries/backups";
import { findLimit } from "@/db/queries/limits";
import { endBackupInput, keepBackupInput, oneBackupWork } from "@/lib/backups/schema";
import { volumeName } from "@/lib/docker/names";
import { env } from "@/lib/env";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { addressOf } from "@/lib/nodes/engine";
import { nothing } from "@/lib/organisations/schema";

const within = ({ organisationId }: { organisationId: string }) => ({ organisationId });

/** Claims a backup to create or delete. Null when it is finished or gone, or while another job works on it. */
export const beginBackup = systemCommand("backup.begin", {
  input: oneBackupWork,
  scope: within,
  did: { unaudited: "the request is in the log already" },
  event: null,
  async run({ trx }, { backup, organisationId }) {
    const row = await lockBackupWork(trx, organisationId, backup);
    if (!row || row.claimed || row.state === "kept" || row.state === "failed") return null;
    const deleting = row.state === "deleting";
    await claimBackup(trx, organisationId, backup, deleting ? "deleting" : "saving");
    const { most } = await findLimit(trx, organisationId, "backupSizeMb");
    return {
      deleting,
      engine: addressOf({ id: row.nodeId, endpoint: row.endpoint, credentials: row.credentials }),
      most: (most ?? Number.POSITIVE_INFINITY) * 1_048_576,
      place: {
        image: env().FILES_IMAGE,
        ...{ nodeId: row.nodeId, serverId: row.serverId, organisationId, backupId: row.id },
        volume: row.volume ?? volumeName(row.serverId),
      },
    };
  },
});
export type BackupWork = NonNullable<Awaited<ReturnType<typeof beginBackup>>>;

/** Extends the claim of a job that still works on it, and notes how much is written. */
export const keepBackup = systemCommand("backup.keep", {
  input: keepBackupInput,
  scope: within,
  did: { unaudited: "it only extends a claim and notes progress" },
  event: null,
  run: ({ trx }, { backup, organisationId, written }) => extendBackup(trx, organisationId, backup, written),
});

/** Notes that a backup is ready, or why it failed. Deletes the oldest scheduled ones when there are too many. */
export const endBackup = systemCommand("backup.end", {
  did: "backed up",
  event: null,
  input: endBackupInput,
  scope: within,
  async run({ trx, audit, enqueue }, { backup, organisationId, problem, bytes, sha256 }) {
    const row = await lockBackupWork(trx, organisationId, backup);
    if (row?.state !== "saving") return audit(null);
    const state = problem === null ? "kept" : "failed";
    await endBackupRow(trx, organisationId, backup, { state, problem, bytes, sha256 });
    const { most } = await findLimit(trx, organisationId, "serverBackups");
    const kept = (await listBackupsOf(trx, organisationId, row.serverId)).filter((each) => each.state === "kept");
    const old = kept.filter((each) => each.scheduled && each.id !== backup).reverse();
    for (const { id } of old.slice(0, Math.max(0, kept.length - (most ?? kept.length)))) {
      await markBackup(trx, organisationId, id, "deleting");
      enqueue("backup", { backup: id, organisationId });
    }
    const target = { id: row.serverId, name: row.serverName };
    audit({ target, after: { backup, state, ...(problem === null ? { bytes } : { problem }) } });
  },
});

/** Releases the claim on a backup that couldn't be finished now. */
export const leaveBackup = systemCommand("backup.leave", {
  input: oneBackupWork,
  scope: within,
  did: { unaudited: "it is retried" },
  event: null,
  run: ({ trx }, { backup, organisationId }) => releaseBackup(trx, organisationId, backup),
});

/** Deletes the row of a backup whose file is gone. */
export const forgetBackup = systemCommand("backup.forget", {
  input: oneBackupWork,
  scope: within,
  did: { unaudited: "its deletion is in the log already" },
  event: null,
  async run({ trx }, { backup, organisationId }) {
    const row = await lockBackupWork(trx, organisationId, backup);
    if (row?.state === "deleting") await deleteBackupRow(trx, organisationId, backup);
  },
});

/** Enqueues jobs for backups and restores that were left unfinished. */
export const remindBackups = systemCommand("backup.remind", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "the request is in the log already" },
  event: null,
  async run({ trx, enqueue }) {
    for (const { id, organisationId } of await claimForgottenBackups(trx))
      enqueue("backup", { backup: id, organisationId });
    for (const { id, organisationId } of await claimForgottenRestores(trx))
      enqueue("restore", { server: id, organisationId });
  },
});
