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

/** Takes a server whose backup is to be restored; nobody else works on it until that is over. `busy` while somebody else does. */
export const beginRestore = systemCommand("restore.begin", {
  input: oneWork,
  scope: within,
  did: { unaudited: "what was wanted is in the log already" },
  event: null,
  async run({ trx }, { server, organisationId }) {
    const row = await lockWork(trx, organisationId, server);
    const restore = await findRestore(trx, organisationId, server);
    if (!row || !restore?.restoring) return null;
    if (row.claimed) return "busy" as const;
    await claimWork(trx, organisationId, server);
    return {
      backup: restore.restoring,
      /** Nothing when the backup is gone. */
      sha256: restore.state === "kept" ? restore.sha256 : null,
      engine: addressOf({ id: row.nodeId, endpoint: row.endpoint, credentials: row.credentials }),
      nodeId: row.nodeId,
      image: env().FILES_IMAGE,
      /** What its files may take, in bytes. */
      most: row.diskMb * 1_048_576,
      before: restore.volume ?? volumeName(server),
    };
  },
});
export type Restore = Exclude<Awaited<ReturnType<typeof beginRestore>>, null | "busy">;

/**
 * Says that the server's files are those of the backup from now on, or why they are as they were. Either way the server goes on as it was before.
 * @returns whether what was made for it is in use; else it was over already
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
    const words = problem && `The backup wasn’t restored, and the files are as they were. ${problem}`;
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
