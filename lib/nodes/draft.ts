import type { PortalTier } from "@/lib/limits";

/** A node as its form holds it. */
export interface NodeDraft {
  /** The node that is changed; left out for a new one. */
  node?: string;
  /** The address that it has; left out for a new one. */
  was?: string;
  name: string;
  endpoint: string;
  /** Never filled in by us: they go in and don’t come out. */
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

/** What a form’s draft asks for: certificates for another machine alone, and the address only where it or they are new. */
export function nodeInputOf({ was, endpoint, credentials, ...facts }: NodeDraft) {
  const empty = Object.values(credentials).every((pem) => pem.trim() === "");
  if (endpoint.trim() === was && empty) return facts;
  return { ...facts, endpoint, ...(isRemote(endpoint) && { credentials }) };
}
