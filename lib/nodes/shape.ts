import { z } from "zod";
import { portalTierNames } from "@/lib/limits";
import { nodeRefusals } from "@/lib/nodes/refusal";

const state = z.enum(["open", "closed", "draining"]);

/** A node as the portal’s administration sees it. Memory and disk in MiB. */
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
    /** What the last check found wrong. */
    problem: z.string().nullable(),
    checkedAt: z.date(),
    engineVersion: z.string().nullable(),
    dedicatedTo: z.object({ id: z.uuid(), handle: z.string(), name: z.string() }).nullable(),
    serverCount: z.int(),
    promised: z.object({ memoryMb: z.int(), cores: z.number(), diskMb: z.int(), ports: z.int() }),
    createdAt: z.date(),
  })
  .meta({ id: "Node" });

/** A node as an organisation may schedule on it. */
export const usableNodeShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    publicAddress: z.string(),
    dedicated: z.boolean(),
    /** Whether it takes a small server now. */
    available: z.boolean(),
    /** Why not. */
    refusal: z.enum(nodeRefusals).nullable(),
    reason: z.string().nullable(),
    freeMemoryMb: z.int(),
    freeCores: z.number(),
    freeDiskMb: z.int(),
  })
  .meta({ id: "UsableNode" });
