"use server";

import { toAction } from "@/lib/doors/action/action";
import { setSchedule } from "@/lib/schedules/operations";

export const setScheduleAction = toAction(setSchedule);
