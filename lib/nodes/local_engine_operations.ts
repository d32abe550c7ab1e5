import os from "node:os";
import { findNodeAt } from "@/db/queries/nodes";
import { readEngine } from "@/lib/docker/engine";
import { env } from "@/lib/env";
import { portalQuery } from "@/lib/kernel/portal_kinds";
import { portalTierNames } from "@/lib/limits";
import { nothing } from "@/lib/organisations/schema";

/** How many quarters of its memory the machine keeps for itself. */
const kept = 1;

/** The engine of this machine, as input for registering it; null if none answers. */
async function localEngine() {
  const endpoint = env().LOCAL_ENGINE;
  if (endpoint === "off") return null;
  const facts = await readEngine({ endpoint, credentials: null }).catch(() => null);
  if (!facts) return null;
  return {
    endpoint,
    engineVersion: facts.version,
    name: os.hostname().slice(0, 100),
    memoryMb: Math.max(1, Math.floor((facts.memoryMib * (4 - kept)) / 4)),
    cores: facts.cores,
    tiers: [...portalTierNames],
    publicAddress: env().PUBLIC_URL.hostname.replace(/^\[|\]$/g, ""),
  };
}

/** The engine of the portal’s own machine, if one answers and isn’t a node yet. */
export const readLocalEngine = portalQuery("node.local", {
  input: nothing,
  prepare: localEngine,
  run: async ({ trx, prepared }) => (prepared && !(await findNodeAt(trx, prepared.endpoint)) ? prepared : null),
});
