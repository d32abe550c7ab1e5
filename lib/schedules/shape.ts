import { z } from "zod";
import { scheduledActions } from "@/lib/schedules/schema";

/** What happens to a server by the clock. */
export const scheduleShape = z
  .object({
    action: z.enum(scheduledActions),
    every: z.enum(["day", "week"]),
    /** 1 is Monday; null for a daily one. */
    weekday: z.int().nullable(),
    /** By the clocks of its time zone. */
    at: z.string(),
    timeZone: z.string(),
    nextAt: z.date(),
    lastAt: z.date().nullable(),
    /** What came of the last time. */
    outcome: z.string().nullable(),
  })
  .meta({ id: "Schedule" });
