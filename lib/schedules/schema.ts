import { z } from "zod";
import { oneServer } from "@/lib/servers/schema";
import { uuid } from "@/lib/text";

export const scheduledActions = ["restart", "backup"] as const;
export type ScheduledAction = (typeof scheduledActions)[number];

/** Whether this machine knows a time zone. */
function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

export const setScheduleInput = oneServer
  .extend({
    action: z.enum(scheduledActions, "Choose restart or backup."),
    /** `never` removes the schedule. */
    every: z.enum(["never", "day", "week"], "Choose never, day or week."),
    /** 1 is Monday; only for a weekly schedule. */
    weekday: z.union([z.literal("").transform(() => undefined), z.coerce.number().int().min(1).max(7)]).optional(),
    at: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time, for example 04:30.")
      .default("04:00"),
    timeZone: z
      .string()
      .max(64, { abort: true })
      .regex(/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/, "Enter a time zone, for example Europe/Berlin.")
      .refine(isTimeZone, "Time zone not found. Enter one, for example Europe/Berlin.")
      .default("UTC"),
  })
  .refine(({ every, weekday }) => every !== "week" || weekday !== undefined, {
    path: ["weekday"],
    message: "Choose the day of the week.",
  });

/** A schedule that is due. */
export const runScheduleInput = z.strictObject({
  server: uuid,
  organisationId: uuid,
  action: z.enum(scheduledActions),
});
