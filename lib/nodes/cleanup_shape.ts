import { z } from "zod";
import { cleanupPolicies } from "@/lib/nodes/cleanup_schema";

/** A node’s clean-up policy, and the result of the last run. */
export const cleanupShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** An organisation sets the policy of its dedicated nodes, the portal that of shared ones. */
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
