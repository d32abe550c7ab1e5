import { systemCaller } from "@/lib/kernel/actor";
import { log } from "@/lib/log";
import type { ScheduledAction } from "@/lib/schedules/schema";
import { dueSchedules, runSchedule } from "@/lib/schedules/work_operations";

const caller = systemCaller("schedule");

/** Runs what is due. Any number of processes may do this at once: each schedule's row decides who was first. */
export async function runSchedules(): Promise<void> {
  for (const { organisationId, serverId: server, action } of await dueSchedules(caller, {}))
    await runSchedule(caller, { organisationId, server, action: action as ScheduledAction }).catch((error: Error) =>
      // The others must not wait for one that fails.
      log().warn({ error: error.message, server }, "a schedule couldn’t be run"),
    );
}
