import { endRestoreOf, findRestore } from "@/db/queries/restores";
import { claimWork, lockWork, settleWork } from "@/db/queries/server_work";
import { setWanted } from "@/db/queries/servers";
import { endRestoreInput } from "@/lib/backups/schema";
import { volumeName } from "@/lib/docker/names";
import { env } from "@/lib/env";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { addressOf } from "@/lib/nodes/engine";
import { oneWork } from "@/lib/servers/schema";

const within = ({ organisationId }: { organisationId: string }) => ({ organisationId });

/** Claims a server for restoring a backup; no other job works on it until that has ended. `busy` while another job does. */
export const beginRestore = systemCommand("restore.begin", {
  input: oneWork,
  scope: within,
  did: { unaudited: "the request is in the log already" },
  event: null,
  async run({ trx }, { server, organisationId }) {
    const row = await lockWork(trx, organisationId, server);
    const restore = await findRestore(trx, organisationId, server);
    if (!row || !restore?.restoring) return null;
    if (row.claimed) return "busy" as const;
    await claimWork(trx, organisationId, server);
    return {
      backup: restore.restoring,
      /** null if the backup is gone. */
      sha256: restore.state === "kept" ? restore.sha256 : null,
      engine: addressOf({ id: row.nodeId, endpoint: row.endpoint, credentials: row.credentials }),
      nodeId: row.nodeId,
      image: env().FILES_IMAGE,
      /** The maximum size of its files, in bytes. */
      most: row.diskMb * 1_048_576,
      before: restore.volume ?? volumeName(server),
    };
  },
});
export type Restore = Exclude<Awaited<ReturnType<typeof beginRestore>>, null | "busy">;

/**
 * Makes the restored volume the server's files, or notes why the old ones stay. Either way the server returns to its earlier state.
 * @returns whether the new volume is in use; false if the restore had ended already
 */
export const endRestore = systemCommand("restore.end", {
  did: "restored a backup of",
  event: null,
  input: endRestoreInput,
  scope: within,
  async run({ trx, audit, enqueue }, { server, organisationId, backup, problem, volume, bytes }) {
    const row = await lockWork(trx, organisationId, server);
    const restore = await findRestore(trx, organisationId, server);
    if (!row || restore?.restoring !== backup) {
      audit(null);
      return false;
    }
    const running = restore.restoreThen === "running";
    const words = problem && `The backup wasn’t restored. Its files are unchanged. ${problem}`;
    if (row.wanted !== "gone") {
      await settleWork(trx, organisationId, server, { state: "stopped", problem: words, exitCode: null });
      if (running) await setWanted(trx, organisationId, server, { wanted: "running" });
    }
    await endRestoreOf(trx, organisationId, server, volume === null ? null : { volume, bytes });
    enqueue("server", { server, organisationId });
    audit({ target: { id: server, name: row.name }, after: { backup, ...(problem ? { problem } : { bytes }) } });
    return true;
  },
});
