import { systemCaller } from "@/lib/actor";
import { readEngine } from "@/lib/docker/engine";
import { engineProblem } from "@/lib/docker/problem";
import { addressOf } from "@/lib/nodes/engine";
import { claimDueNodes, noteHealth } from "@/lib/nodes/health";

const caller = systemCaller("node check");
type Claimed = Awaited<ReturnType<typeof claimDueNodes>>[number];

/** Asks every node that is due whether its engine answers. Any number of processes may do this at once. */
export async function checkNodes(): Promise<void> {
  const nodes = await claimDueNodes(caller, {});
  await Promise.all(nodes.map(checkNode));
}

async function checkNode(node: Claimed): Promise<void> {
  const found = await ask(node).catch((error) => ({ problem: engineProblem(error), version: null }));
  await noteHealth(caller, { node: node.id, ...found });
}

async function ask(node: Claimed) {
  const { version } = await readEngine(addressOf(node));
  return { problem: null, version };
}
