import type Docker from "dockerode";
import {
  listOldVolumes,
  pruneBuilds,
  removeImage,
  removeStrayContainers,
  removeStrayHelpers,
  removeUnusedVolume,
} from "@/lib/docker/cleanup";
import { connect } from "@/lib/docker/engine";
import { engineProblem } from "@/lib/docker/problem";
import { systemCaller } from "@/lib/kernel/actor";
import { claimDueCleanups, dropImage, noteCleanup, readKept } from "@/lib/nodes/cleanup_work_operations";

const caller = systemCaller("node cleaning");
type Node = Awaited<ReturnType<typeof claimDueCleanups>>[number];

/** Cleans up the nodes that are due. Any number of processes may do this at once. */
export async function cleanNodes(): Promise<void> {
  for (const node of await claimDueCleanups(caller, {})) await cleanNode(node);
}

/** Cleans up one node, as far as it gets, and notes what that freed. */
export async function cleanNode({ id: node, engine }: Node, olderMs?: number): Promise<void> {
  const sum = { removed: 0, freedBytes: 0 };
  let problem: string | null = null;
  try {
    await clean(connect(engine, 300_000), node, sum, olderMs);
  } catch (error) {
    problem = engineProblem(error);
  }
  await noteCleanup(caller, { node, ...sum, problem });
}

/**
 * Removes only what this portal created or fetched, found by labels and rows: another portal, or the machine's owner, may use the same
 * engine. The engine is listed before the rows are read, so that everything listed that is in use has its row.
 */
async function clean(
  docker: Docker,
  node: string,
  sum: { removed: number; freedBytes: number },
  olderMs?: number,
): Promise<void> {
  const count = (removed: number, bytes = 0) => {
    sum.removed += removed;
    sum.freedBytes += bytes;
  };
  count(await removeStrayHelpers(docker, node, olderMs));
  const volumes = await listOldVolumes(docker, node, olderMs);
  const kept = await readKept(caller, { node });
  count(await removeStrayContainers(docker, node, (server) => kept.servers.has(server)));
  for (const { name, server, bytes } of volumes)
    if (!kept.volumes.has(name) && !kept.restoring.has(server) && (await removeUnusedVolume(docker, name)))
      count(1, bytes);
  for (const image of kept.images) {
    const bytes = await removeImage(docker, image);
    if (bytes === null) continue;
    await dropImage(caller, { node, imageId: image.imageId });
    if (bytes > 0) count(1, bytes);
  }
  count(0, await pruneBuilds(docker));
}
