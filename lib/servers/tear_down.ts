import { lockOrganisation } from "@/db/queries/organisations";
import { countLeft, type Ending, wishAllGone } from "@/db/queries/server_ends";
import { systemCommand } from "@/lib/kinds";
import { ofOrganisation } from "@/lib/servers/schema";
import type { CommandTools } from "@/lib/trace";

/**
 * Has all servers of an organisation, or of one project, go for real: containers, files, networks. Each is wished away and has a job,
 * as if somebody had deleted it by hand, and stays to be seen as `deleting` until its node has done it. For an operation that holds
 * the organisation's lock, so that none is made meanwhile.
 * @returns those that weren't on their way out before
 */
export async function tearDown({ trx, audit, enqueue }: CommandTools, ending: Ending) {
  const ended = await wishAllGone(trx, ending);
  for (const { id, name, image, nodeName: node } of ended) {
    enqueue("server", { server: id, organisationId: ending.organisationId });
    audit({ operation: "server.delete", target: { id, name }, before: { image, node } });
  }
  return ended;
}

/**
 * The same for an organisation that is to go. Its row must wait until nothing is `left`: the database keeps it that long, because nobody
 * else would know which containers to remove. It may be asked as often as one likes.
 */
export const tearDownServers = systemCommand("server.tearDown", {
  input: ofOrganisation,
  scope: ({ organisationId }) => ({ organisationId }),
  async run(tools, { organisationId }) {
    await lockOrganisation(tools.trx, organisationId);
    const ended = await tearDown(tools, { organisationId });
    const target = { id: organisationId, name: "all servers" };
    tools.audit(ended.length > 0 ? { target, after: { deleting: ended.length } } : null);
    return { ended: ended.length, left: await countLeft(tools.trx, organisationId) };
  },
});
