"use server";

import { toAction } from "@/lib/doors/action/action";
import { dropJob, retryJob } from "@/lib/portal/jobs/operations";

export const dropJobAction = toAction(dropJob);
export const retryJobAction = toAction(retryJob);
