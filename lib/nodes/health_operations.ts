import { claimNodes, noteNodeHealth } from "@/db/queries/nodes";
import { listWaitingFor } from "@/db/queries/server_work";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { noteHealthInput } from "@/lib/nodes/schema";
import { nothing } from "@/lib/organisations/schema";

/** How often each node is checked. */
export const checkSeconds = 30;

/** Claims the nodes that are due for a check, each for a single process. */
export const claimDueNodes = systemCommand("node.claim", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "it only notes when a node was checked" },
  event: null,
  // A little less than the interval, or a round that starts early would skip every node.
  run: async ({ trx }) => claimNodes(trx, checkSeconds - 2),
});

/** Notes the result of a check. Only a change of health is logged. */
export const noteHealth = systemCommand("node.noteHealth", {
  did: "noted the health of the node",
  event: null,
  input: noteHealthInput,
  scope: () => ({ portal: true }),
  async run({ trx, audit, enqueue }, { node: id, problem, version }) {
    const found = await noteNodeHealth(trx, id, { problem, version });
    if (!found || found.was === found.healthy) return audit(null);
    // Work that was waiting for the node continues now instead of at the next reminder.
    const waiting = found.healthy ? await listWaitingFor(trx, id) : [];
    for (const { id: server, organisationId } of waiting) enqueue("server", { server, organisationId });
    audit({ target: { id, name: found.name }, after: { healthy: found.healthy, ...(problem && { problem }) } });
  },
});
