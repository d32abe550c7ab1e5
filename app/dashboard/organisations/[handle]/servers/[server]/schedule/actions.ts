"use server";

import { setSchedule } from "@/lib/schedules/operations";
import { toAction } from "@/lib/transport/action";

export const setScheduleAction = toAction(setSchedule);
