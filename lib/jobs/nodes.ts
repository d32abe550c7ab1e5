import { connect, readEngine } from "@/lib/docker/engine";
import { engineProblem } from "@/lib/docker/problem";
import { compareServers } from "@/lib/jobs/compare";
import { systemCaller } from "@/lib/kernel/actor";
import { log } from "@/lib/log";
import { addressOf } from "@/lib/nodes/engine";
import { claimDueNodes, noteHealth } from "@/lib/nodes/health_operations";

const caller = systemCaller("node check");
type Claimed = Awaited<ReturnType<typeof claimDueNodes>>[number];

/** Checks whether the engine of every node that is due answers. Any number of processes may do this at once. */
export async function checkNodes(): Promise<void> {
  const nodes = await claimDueNodes(caller, {});
  const checked = await Promise.allSettled(nodes.map(checkNode));
  for (const each of checked)
    if (each.status === "rejected") log().warn({ error: (each.reason as Error).message }, "a node couldn’t be checked");
}

async function checkNode(node: Claimed): Promise<void> {
  const found = await ask(node).catch((error) => ({ problem: engineProblem(error), version: null }));
  await noteHealth(caller, { node: node.id, ...found });
  if (found.problem === null) await compareServers(connect(addressOf(node), 60_000), node.id);
}

async function ask(node: Claimed) {
  const { version } = await readEngine(addressOf(node));
  return { problem: null, version };
}
