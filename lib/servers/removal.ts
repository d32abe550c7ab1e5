import { type Ending, wantAllGone } from "@/db/queries/server_ends";
import type { CommandTools } from "@/lib/kernel/trace";

/**
 * Has all servers of an organisation, or of one project, go for real: containers, files, networks. Each is wished away and has a job,
 * as if somebody had deleted it by hand, and stays to be seen as `deleting` until its node has done it. For an operation that holds
 * the organisation's lock, so that none is made meanwhile.
 * @returns those that weren't on their way out before
 */
export async function tearDown({ trx, audit, enqueue }: CommandTools, ending: Ending) {
  const ended = await wantAllGone(trx, ending);
  for (const { id, name, image, nodeName: node } of ended) {
    enqueue("server", { server: id, organisationId: ending.organisationId });
    audit({ operation: "server.delete", event: null, target: { id, name }, before: { image, node } });
  }
  return ended;
}
