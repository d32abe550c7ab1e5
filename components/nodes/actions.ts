import type { Outcome } from "@/lib/kernel/errors";
import type { PortalTier } from "@/lib/limits";
import type { NodeDraft } from "@/lib/nodes/draft";

/** A node as portal administrators see it. Memory and disk in MiB. */
export interface ListedNode {
  id: string;
  name: string;
  endpoint: string;
  tiers: PortalTier[];
  memoryMb: number;
  cores: number;
  diskMb: number;
  firstPort: number;
  lastPort: number;
  publicAddress: string;
  maxServers: number | null;
  state: "open" | "closed" | "draining";
  healthy: boolean;
  problem: string | null;
  checkedAt: Date;
  engineVersion: string | null;
  dedicatedTo: { handle: string; name: string } | null;
  serverCount: number;
  promised: { memoryMb: number; cores: number; diskMb: number; ports: number };
}

/** An engine found on this machine, ready to be registered. */
export interface FoundEngine {
  endpoint: string;
  engineVersion: string;
  name: string;
  memoryMb: number;
  cores: number;
  tiers: PortalTier[];
  publicAddress: string;
}

type Done = Promise<Outcome<{ name: string }>>;
type One = { node: string };
type NodeInput = Omit<NodeDraft, "node" | "was" | "endpoint" | "credentials"> & {
  credentials?: NodeDraft["credentials"];
};
export interface NodeActions {
  register: (input: NodeInput & { endpoint: string }) => Done;
  update: (input: NodeInput & One & { endpoint?: string }) => Done;
  close: (input: One) => Done;
  drain: (input: One) => Done;
  reopen: (input: One) => Done;
  assign: (input: One & { organisationId: string | null }) => Done;
  remove: (input: One) => Promise<Outcome<unknown>>;
}

/** The initial state of the form. */
export function draftOf(node?: ListedNode, found?: FoundEngine): NodeDraft {
  const known = node ?? found;
  return {
    ...(node && { node: node.id, was: node.endpoint }),
    name: known?.name ?? "",
    endpoint: known?.endpoint ?? "unix:///var/run/docker.sock",
    credentials: { ca: "", cert: "", key: "" },
    tiers: known?.tiers ?? ["free", "educational", "paid", "enterprise"],
    memoryMb: String(known?.memoryMb ?? ""),
    cores: String(known?.cores ?? ""),
    diskMb: String(node?.diskMb ?? 102_400),
    firstPort: String(node?.firstPort ?? 25_000),
    lastPort: String(node?.lastPort ?? 25_999),
    publicAddress: known?.publicAddress ?? "",
    maxServers: String(node?.maxServers ?? ""),
  };
}
