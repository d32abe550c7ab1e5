import { z } from "zod";
import type { Feature } from "@/lib/features";

export const healthShape = z
  .object({
    status: z.literal("ok"),
    database: z.literal("ok"),
    worker: z.enum(["ok", "behind"]),
    /** How long the oldest job that is due has waited. */
    queueLagSeconds: z.number(),
    /** Whether the name server answers with what is stored; `none` when the portal has none. */
    dns: z.enum(["ok", "behind", "failing", "away", "none"]),
  })
  .meta({ id: "Health" });

/** Each feature that can be switched off, and whether it is on. */
export const featuresShape = z
  .object({ registration: z.boolean(), servers: z.boolean(), dns: z.boolean() } satisfies Record<Feature, z.ZodBoolean>)
  .meta({ id: "Features" });
export const settingsShape = z
  .object({
    featureToggles: featuresShape,
    /** Registries that servers’ images may come from besides the usual ones. */
    imageRegistries: z.array(z.string()),
    /** Those that the portal’s environment names; they can’t be changed here. */
    usualRegistries: z.array(z.string()),
  })
  .meta({ id: "Settings" });
