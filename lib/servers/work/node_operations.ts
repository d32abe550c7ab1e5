import { listServersOn, lockWork, releasePorts, settleWork } from "@/db/queries/server_work";
import { setWanted } from "@/db/queries/servers";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { freedInput, noteEndInput, onNode } from "@/lib/servers/schema";

/** The servers of a node, as the rows have them. */
export const readServersOn = systemCommand("server.readOn", {
  input: onNode,
  scope: () => ({ portal: true }),
  did: { unaudited: "it only reads" },
  event: null,
  run: ({ trx }, { node }) => listServersOn(trx, node),
});

/**
 * Notes that a running server has ended. It ignores a server that a job is working on or whose wanted state has changed since the check.
 * A server that ended only because its engine was restarted is started again.
 */
export const noteEnd = systemCommand("server.noteEnd", {
  did: "noted the end of the server",
  event: ({ state }) => (state === "stopped" ? "server.stopped" : state === "failed" ? "server.failed" : null),
  input: noteEndInput,
  scope: ({ organisationId }) => ({ organisationId }),
  async run({ trx, audit, enqueue }, { server, organisationId, wish, ended, problem, exitCode }) {
    const row = await lockWork(trx, organisationId, server);
    if (!row || row.claimed || row.wish !== wish || row.state !== "running") return audit(null);
    if (ended === "lost") {
      await setWanted(trx, organisationId, server, { wanted: "running" });
      enqueue("server", { server, organisationId });
    } else await settleWork(trx, organisationId, server, { state: ended, problem, exitCode });
    audit({ target: { id: server, name: row.name }, after: { state: ended, ...(exitCode !== null && { exitCode }) } });
  },
});

/** Releases the ports that a server gave up, now that nothing listens on them. A job that works on the server releases them itself. */
export const freePorts = systemCommand("server.freePorts", {
  input: freedInput,
  scope: ({ organisationId }) => ({ organisationId }),
  did: { unaudited: "giving them up is in the log already" },
  event: null,
  async run({ trx }, { server, organisationId, generation }) {
    const row = await lockWork(trx, organisationId, server);
    if (row?.leaving && !row.claimed) await releasePorts(trx, server, generation);
  },
});
