import type { Outcome } from "@/lib/kernel/errors";

export interface SuspensionDraft {
  organisation: string;
  reason: string;
  /** With its offset; null until somebody ends it. */
  until: string | null;
}

/** What the portal does with the life of an organisation. */
export interface LifeActions {
  suspend: (input: SuspensionDraft) => Promise<Outcome<unknown>>;
  unsuspend: (input: { organisation: string }) => Promise<Outcome<unknown>>;
  delete: (input: { organisation: string; permanent: boolean }) => Promise<Outcome<{ purgeAt: Date }>>;
  restore: (input: { organisation: string }) => Promise<Outcome<{ handle: string; lostZones: string[] }>>;
}

export interface NamedOrganisation {
  id: string;
  handle: string;
  name: string;
}
