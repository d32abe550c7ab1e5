import { findAged, listAgedChains, trimAudit } from "@/db/queries/audit_checkpoints";
import { signCheckpoint } from "@/lib/audit/checkpoint";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { nothing } from "@/lib/organisations/schema";

/** How much one call removes: chains, and rows of each. */
const [chains, rows] = [20, 1_000];

/**
 * Removes some of the rows that are older than their chain is kept for. The database says which those are and leaves the checkpoint; the
 * signature is ours. Called again until nothing is left.
 */
export const trimLogs = systemCommand("auditLog.trim", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "the signed checkpoint is its record" },
  event: null,
  async run({ trx }) {
    const removedAt = new Date();
    let removed = 0;
    for (const chain of await listAgedChains(trx, chains)) {
      const last = await findAged(trx, chain, rows);
      if (!last) continue;
      const checkpoint = { ...last, removedAt };
      removed += await trimAudit(trx, checkpoint, signCheckpoint(checkpoint));
    }
    return { removed };
  },
});
