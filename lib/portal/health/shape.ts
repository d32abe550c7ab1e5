import { z } from "zod";

export const healthStates = ["good", "warning", "bad", "none"] as const;

/** The state of one part, in a sentence, and what to do next where something is to be done. */
const part = {
  /** `none`: not configured. */
  state: z.enum(healthStates),
  sentence: z.string(),
  next: z.string().nullable(),
};

export const portalHealthShape = z
  .object({
    /** The worst of all parts. */
    state: z.enum(healthStates),
    database: z.object({
      ...part,
      version: z.string(),
      sizeBytes: z.number(),
      connections: z.int(),
      maxConnections: z.int(),
      /** Migrations that this process came with and that haven’t been applied. */
      missingMigrations: z.array(z.string()),
    }),
    workers: z.object({ ...part, lastSignAt: z.date().nullable(), queueLagSeconds: z.int() }),
    nameServer: z.object(part),
    nodes: z.object({
      ...part,
      online: z.int(),
      offline: z.array(
        z.object({ id: z.uuid(), name: z.string(), since: z.date().nullable(), problem: z.string().nullable() }),
      ),
    }),
    /** Gateways of tunnels; `silent` are those that haven’t reported for two minutes, or never did. */
    gateways: z.object({
      ...part,
      answering: z.int(),
      silent: z.array(z.object({ id: z.uuid(), name: z.string(), since: z.date().nullable() })),
      failing: z.array(z.object({ id: z.uuid(), name: z.string(), problem: z.string() })),
    }),
    mail: z.object({ ...part, lastSentAt: z.date().nullable(), failedInADay: z.int() }),
    disk: z.object({ ...part, freeBytes: z.number().nullable(), totalBytes: z.number().nullable() }),
    process: z.object({ ...part, version: z.string(), startedAt: z.date() }),
  })
  .meta({ id: "PortalHealth" });
