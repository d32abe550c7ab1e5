import { listServersOn, lockWork, releasePorts, settleWork } from "@/db/queries/server_work";
import { setWanted } from "@/db/queries/servers";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { freedInput, noteEndInput, onNode } from "@/lib/servers/schema";

/** What the rows say of a node's servers. */
export const readServersOn = systemCommand("server.readOn", {
  input: onNode,
  scope: () => ({ portal: true }),
  did: { unaudited: "it only reads" },
  event: null,
  run: ({ trx }, { node }) => listServersOn(trx, node),
});

/**
 * Notes that a server that was to run has ended. One that somebody works on, or wished otherwise of meanwhile, is left alone: what was
 * seen is older than that. One that only its engine's restart ended is started again.
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

/** Gives a node back the ports that a server gave up, for nothing of it listens there. Whoever works on it does so themselves. */
export const freePorts = systemCommand("server.freePorts", {
  input: freedInput,
  scope: ({ organisationId }) => ({ organisationId }),
  did: { unaudited: "that they were given up is in the log already" },
  event: null,
  async run({ trx }, { server, organisationId, generation }) {
    const row = await lockWork(trx, organisationId, server);
    if (row?.leaving && !row.claimed) await releasePorts(trx, server, generation);
  },
});
