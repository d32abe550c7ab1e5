import { countLeft, lockFor } from "@/db/queries/server_ends";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { tearDown } from "@/lib/servers/removal";
import { ofOrganisation } from "@/lib/servers/schema";

/**
 * Tears down all servers of an organisation that is to go. Its row must wait until nothing is `left`: the database keeps it that long, because nobody
 * else would know which containers to remove. It may be asked as often as one likes.
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
