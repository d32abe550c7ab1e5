import { z } from "zod";
import { portalTierNames } from "@/lib/limits";
import { nodeRefusals } from "@/lib/nodes/refusal";

const state = z.enum(["open", "closed", "draining"]);

/** A node as portal administrators see it. Memory and disk in MiB. */
export const nodeShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    endpoint: z.string(),
    tiers: z.array(z.enum(portalTierNames)),
    memoryMb: z.int(),
    cores: z.number(),
    diskMb: z.int(),
    firstPort: z.int(),
    lastPort: z.int(),
    publicAddress: z.string(),
    maxServers: z.int().nullable(),
    state,
    healthy: z.boolean(),
    /** The problem found by the last check. */
    problem: z.string().nullable(),
    checkedAt: z.date(),
    engineVersion: z.string().nullable(),
    dedicatedTo: z.object({ id: z.uuid(), handle: z.string(), name: z.string() }).nullable(),
    serverCount: z.int(),
    promised: z.object({ memoryMb: z.int(), cores: z.number(), diskMb: z.int(), ports: z.int() }),
    createdAt: z.date(),
  })
  .meta({ id: "Node" });

/** A node as an organisation sees it. */
export const usableNodeShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    publicAddress: z.string(),
    dedicated: z.boolean(),
    /** Whether it accepts a small server now. */
    available: z.boolean(),
    /** Why it doesn’t. */
    refusal: z.enum(nodeRefusals).nullable(),
    reason: z.string().nullable(),
    freeMemoryMb: z.int(),
    freeCores: z.number(),
    freeDiskMb: z.int(),
  })
  .meta({ id: "UsableNode" });
