import { countLeft, lockFor } from "@/db/queries/server_ends";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { tearDown } from "@/lib/servers/removal";
import { ofOrganisation } from "@/lib/servers/schema";

/**
 * Deletes all servers of an organisation that is being deleted. The database keeps the organisation's row until nothing is `left`,
 * because without it nothing would know which containers to remove. Can be called repeatedly.
 */
export const tearDownServers = systemCommand("server.tearDown", {
  did: "began to delete the servers of",
  event: null,
  input: ofOrganisation,
  scope: ({ organisationId }) => ({ organisationId }),
  async run(tools, { organisationId }) {
    await lockFor(tools.trx, organisationId);
    const ended = await tearDown(tools, { organisationId });
    const target = { id: organisationId, name: "all servers" };
    tools.audit(ended.length > 0 ? { target, after: { deleting: ended.length } } : null);
    return { ended: ended.length, left: await countLeft(tools.trx, organisationId) };
  },
});
