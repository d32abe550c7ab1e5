import type { NodeRow, UsableNodeRow } from "@/db/queries/nodes";
import type { PortalTier } from "@/lib/limits";
import { type NodeRefusal, refusalWords } from "@/lib/nodes/refusal";

/** A node as portal administrators see it: everything except its certificates. */
export function toNode({ organisationId, handle, organisationName, ...row }: NodeRow) {
  const { promisedMemoryMb, promisedCores, promisedDiskMb, promisedPorts, tiers, state, ...rest } = row;
  return {
    ...rest,
    tiers: tiers as PortalTier[],
    state: state as "open" | "closed" | "draining",
    dedicatedTo: organisationId && handle ? { id: organisationId, handle, name: organisationName ?? "" } : null,
    promised: { memoryMb: promisedMemoryMb, cores: promisedCores, diskMb: promisedDiskMb, ports: promisedPorts },
  };
}

export function toUsableNode({ refusal: refused, ...row }: UsableNodeRow) {
  const refusal = refused as NodeRefusal | null;
  return { ...row, available: refusal === null, refusal, reason: refusal && refusalWords(refusal) };
}
