import { trimLogs } from "@/lib/audit/retention_operations";
import { lookAtMailDomains } from "@/lib/jobs/mail_domains";
import { systemCaller } from "@/lib/kernel/actor";
import { sweep } from "@/lib/portal/operations";

/** The job may take a minute; what is left over is done in the next hour. */
const longestMs = 30_000;

/** The hourly sweep, and then the log in small steps, each committed by itself. */
export async function runSweepJob(): Promise<void> {
  const caller = systemCaller("sweep");
  await sweep(caller, {});
  await lookAtMailDomains(caller);
  const end = Date.now() + longestMs;
  for (let removed = 1; removed > 0 && Date.now() < end; ) ({ removed } = await trimLogs(caller, {}));
}
