import { z } from "zod";
import { scheduledActions } from "@/lib/schedules/schema";

/** A schedule of a server. */
export const scheduleShape = z
  .object({
    action: z.enum(scheduledActions),
    every: z.enum(["day", "week"]),
    /** 1 is Monday; null for a daily one. */
    weekday: z.int().nullable(),
    /** Local time in its time zone. */
    at: z.string(),
    timeZone: z.string(),
    nextAt: z.date(),
    lastAt: z.date().nullable(),
    /** The result of the last run. */
    outcome: z.string().nullable(),
  })
  .meta({ id: "Schedule" });
