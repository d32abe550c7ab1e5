import { claimNodes, noteNodeHealth } from "@/db/queries/nodes";
import { listWaitingFor } from "@/db/queries/server_work";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { noteHealthInput } from "@/lib/nodes/schema";
import { nothing } from "@/lib/organisations/schema";

/** How often each node is asked. */
export const checkSeconds = 30;

/** Takes the nodes that are due for a check, each for one process alone. */
export const claimDueNodes = systemCommand("node.claim", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "a stamp of who checks" },
  event: null,
  // A little less than the time between two rounds, or a round that is early would leave everything to the next.
  run: async ({ trx }) => claimNodes(trx, checkSeconds - 2),
});

/** Notes what a check found. A node that falls ill or recovers is in the log; one that stays as it was isn't. */
export const noteHealth = systemCommand("node.noteHealth", {
  did: "noted the health of the node",
  event: null,
  input: noteHealthInput,
  scope: () => ({ portal: true }),
  async run({ trx, audit, enqueue }, { node: id, problem, version }) {
    const found = await noteNodeHealth(trx, id, { problem, version });
    if (!found || found.was === found.healthy) return audit(null);
    // What had to wait for it goes on at once, not only when somebody is reminded of it.
    const waiting = found.healthy ? await listWaitingFor(trx, id) : [];
    for (const { id: server, organisationId } of waiting) enqueue("server", { server, organisationId });
    audit({ target: { id, name: found.name }, after: { healthy: found.healthy, ...(problem && { problem }) } });
  },
});
