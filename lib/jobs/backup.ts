import { randomBytes } from "node:crypto";
import type Docker from "dockerode";
import type { JobWithMetadata } from "pg-boss";
import { beginRestore, endRestore, type Restore } from "@/lib/backups/restore_operations";
import {
  type BackupWork,
  beginBackup,
  endBackup,
  forgetBackup,
  keepBackup,
  leaveBackup,
} from "@/lib/backups/work_operations";
import { BackupRefusal, removeVolume, saveBackup, unpackBackup } from "@/lib/docker/backup";
import { dropContainer, findContainer, stopContainer } from "@/lib/docker/container";
import { connect } from "@/lib/docker/engine";
import { backupVolumeName, restoredVolumeName } from "@/lib/docker/names";
import { engineProblem, isRefusal } from "@/lib/docker/problem";
import { JobProblem } from "@/lib/jobs/problem";
import { systemCaller } from "@/lib/kernel/actor";
import { keepWork } from "@/lib/servers/work/operations";

const caller = systemCaller("backup");
const heartbeatMs = 20_000;

type Job<T> = Pick<JobWithMetadata<T>, "data" | "retryCount" | "retryLimit">;

/** The message for an error; `final` if trying again wouldn't help. */
function judge(error: unknown): { problem: string; final: boolean } {
  if (error instanceof BackupRefusal) return { problem: error.message, final: true };
  return { problem: engineProblem(error), final: isRefusal(error) };
}

/** Creates or deletes one backup. It may be interrupted at any point and run again: then it starts from the beginning. */
export async function runBackupJob({ data, retryCount, retryLimit }: Job<{ backup: string; organisationId: string }>) {
  const { backup, organisationId } = data;
  const payload = { backup, organisationId };
  const work = await beginBackup(caller, payload);
  if (!work) return;
  let written = 0;
  const beat = () => void keepBackup(caller, { ...payload, written }).catch(() => {});
  const heart = setInterval(beat, heartbeatMs);
  try {
    // No timeout: packing is silent for as long as it takes.
    const docker = connect(work.engine);
    if (work.deleting) {
      await removeVolume(docker, backupVolumeName(backup));
      await forgetBackup(caller, payload);
      return;
    }
    const saved = await saveBackup(docker, work.place, work.most, (bytes) => {
      written = bytes;
      beat();
    });
    await endBackup(caller, { ...payload, ...saved, problem: null });
  } catch (error) {
    const { problem, final } = judge(error);
    if (work.deleting || (!final && retryCount < retryLimit)) {
      await leaveBackup(caller, payload);
      throw new JobProblem(problem);
    }
    await discard(work, backup);
    await endBackup(caller, { ...payload, problem, bytes: 0, sha256: null });
  } finally {
    clearInterval(heart);
  }
}

/** Removes a failed backup from the node, if the node can be reached. */
async function discard(work: BackupWork, backup: string): Promise<void> {
  await removeVolume(connect(work.engine, 30_000), backupVolumeName(backup)).catch(() => {});
}

/**
 * Unpacks a backup into a new volume, without touching the old one. The server's row switches to the new volume only once it is complete,
 * so an interruption at any point leaves the old files in use.
 */
export async function runRestoreJob({ data, retryCount, retryLimit }: Job<{ server: string; organisationId: string }>) {
  const { server, organisationId } = data;
  const payload = { server, organisationId };
  const restore = await beginRestore(caller, payload);
  if (restore === null) return;
  if (restore === "busy") throw new JobProblem("Another job is working on this server.");
  const heart = setInterval(() => void keepWork(caller, payload).catch(() => {}), heartbeatMs);
  const docker = connect(restore.engine);
  const volume = restoredVolumeName(server, randomBytes(4).toString("hex"));
  const end = (more: { problem: string | null; volume: string | null; bytes: number }) =>
    endRestore(caller, { ...payload, backup: restore.backup, ...more });
  try {
    const bytes = await unpack(docker, restore, { ...payload, volume });
    const used = await end({ problem: null, volume, bytes });
    await removeVolume(docker, used ? restore.before : volume).catch(() => {});
  } catch (error) {
    await removeVolume(docker, volume).catch(() => {});
    const { problem, final } = judge(error);
    if (!final && retryCount < retryLimit) throw new JobProblem(problem);
    await end({ problem, volume: null, bytes: 0 });
  } finally {
    clearInterval(heart);
  }
}

async function unpack(
  docker: Docker,
  { backup, sha256, nodeId, image, most }: Restore,
  { server, organisationId, volume }: { server: string; organisationId: string; volume: string },
): Promise<number> {
  if (sha256 === null) throw new BackupRefusal("The backup is gone.");
  const container = await findContainer(docker, server);
  if (container) await stopContainer(container);
  const place = { image, nodeId, serverId: server, organisationId, backupId: backup, volume };
  const bytes = await unpackBackup(docker, place, { sha256, most });
  // Its container uses the old volume: the next start creates another.
  await dropContainer(docker, server);
  return bytes;
}
