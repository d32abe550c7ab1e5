import { z } from "zod";
import { line, one, type Rest } from "@/lib/doors/rest/line";
import { listSchedules, setSchedule } from "@/lib/schedules/operations";
import { scheduleShape } from "@/lib/schedules/shape";

const schedules = `${one}/servers/:server/schedules`;

/** Schedules of servers. */
export const scheduleLines: Rest[] = [
  line("GET", schedules, "List a server’s schedules", listSchedules, z.array(scheduleShape)),
  line("PUT", schedules, "Change a server’s schedule", setSchedule, z.array(scheduleShape)),
];
