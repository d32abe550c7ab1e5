import { type Ending, wantAllGone } from "@/db/queries/server_ends";
import type { CommandTools } from "@/lib/kernel/trace";

/**
 * Deletes all servers of an organisation or of one project, with containers, files and networks. Each gets a job, as if somebody had
 * deleted it by hand, and stays visible as `deleting` until its node has removed it. The caller must hold the organisation's lock, so
 * that no server is created in the meantime.
 * @returns the servers that weren't being deleted before
 */
export async function tearDown({ trx, audit, enqueue }: CommandTools, ending: Ending) {
  const ended = await wantAllGone(trx, ending);
  for (const { id, name, image, nodeName: node } of ended) {
    enqueue("server", { server: id, organisationId: ending.organisationId });
    audit({ operation: "server.delete", event: null, target: { id, name }, before: { image, node } });
  }
  return ended;
}
