import { z } from "zod";
import type { Feature } from "@/lib/features";
import { organisationCreations } from "@/lib/portal/schema";

export const healthShape = z
  .object({
    status: z.literal("ok"),
    database: z.literal("ok"),
    worker: z.enum(["ok", "behind"]),
    /** How long the oldest due job has been waiting. */
    queueLagSeconds: z.number(),
    /** Whether the name server answers with what is stored; `none` when the portal has none. */
    dns: z.enum(["ok", "behind", "failing", "away", "none"]),
  })
  .meta({ id: "Health" });

/** Each feature that can be disabled, and whether it is enabled. */
export const featuresShape = z
  .object({
    ...{ registration: z.boolean(), servers: z.boolean(), dns: z.boolean(), tunnels: z.boolean() },
  } satisfies Record<Feature, z.ZodBoolean>)
  .meta({ id: "Features" });
export const settingsShape = z
  .object({
    featureToggles: featuresShape,
    /** Registries that servers’ images may come from, besides the default ones. */
    imageRegistries: z.array(z.string()),
    /** The default ones, set in the portal’s environment; they can’t be changed here. */
    usualRegistries: z.array(z.string()),
    /** How many days a deleted organisation can be restored; 0: it is removed at once. */
    deletionGraceDays: z.int(),
    /** How many days the log is kept. */
    auditKeptDays: z.int(),
    /** Who may create organisations: anyone, or owners and admins of another. */
    organisationCreation: z.enum(organisationCreations),
    /** Whether administering the portal needs a second factor. */
    administratorsNeedSecondFactor: z.boolean(),
    /** The zone below which tunnel devices have names. */
    baseZone: z.string().nullable(),
  })
  .meta({ id: "Settings" });
