import type { PortalTier } from "@/lib/limits";

/** The state of a node's form. */
export interface NodeDraft {
  /** The node to edit; left out for a new one. */
  node?: string;
  /** The stored address; left out for a new node. */
  was?: string;
  name: string;
  endpoint: string;
  /** Always empty at first: stored certificates are never shown. */
  credentials: { ca: string; cert: string; key: string };
  tiers: PortalTier[];
  memoryMb: string;
  cores: string;
  diskMb: string;
  firstPort: string;
  lastPort: string;
  publicAddress: string;
  maxServers: string;
}

export const isRemote = (endpoint: string) => endpoint.trim().startsWith("tcp:");

/** The input for a draft: certificates only for another machine, and the address only if it or the certificates are new. */
export function nodeInputOf({ was, endpoint, credentials, ...facts }: NodeDraft) {
  const empty = Object.values(credentials).every((pem) => pem.trim() === "");
  if (endpoint.trim() === was && empty) return facts;
  return { ...facts, endpoint, ...(isRemote(endpoint) && { credentials }) };
}
