import { z } from "zod";
import { cleanupPolicies } from "@/lib/nodes/cleanup_schema";

/** How a node is cleaned of what nobody needs, and what came of the last time. */
export const cleanupShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** An organisation says it for its dedicated nodes, the portal for shared ones. */
    dedicated: z.boolean(),
    policy: z.enum(cleanupPolicies),
    nextAt: z.date().nullable(),
    lastAt: z.date().nullable(),
    /** In bytes. */
    freedBytes: z.int().nullable(),
    /** Images, containers and volumes together. */
    removed: z.int().nullable(),
    problem: z.string().nullable(),
  })
  .meta({ id: "NodeCleanup" });
