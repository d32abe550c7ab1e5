import { systemCaller } from "@/lib/kernel/actor";
import { log } from "@/lib/log";
import type { ScheduledAction } from "@/lib/schedules/schema";
import { dueSchedules, runSchedule } from "@/lib/schedules/work_operations";

const caller = systemCaller("schedule");

/** Runs the schedules that are due. Any number of processes may do this at once: the lock on its row runs each once. */
export async function runSchedules(): Promise<void> {
  for (const { organisationId, serverId: server, action } of await dueSchedules(caller, {}))
    await runSchedule(caller, { organisationId, server, action: action as ScheduledAction }).catch((error: Error) =>
      // A failure must not hold up the others.
      log().warn({ error: error.message, server }, "a schedule couldn’t be run"),
    );
}
