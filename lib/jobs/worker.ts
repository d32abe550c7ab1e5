import PgBoss, { type JobWithMetadata } from "pg-boss";
import { pool } from "@/db/client";
import { remindBackups } from "@/lib/backups/work_operations";
import { runBackupJob, runRestoreJob } from "@/lib/jobs/backup";
import { runClaimsJob } from "@/lib/jobs/claims";
import { cleanNodes } from "@/lib/jobs/cleanup";
import { every } from "@/lib/jobs/every";
import { runImportJob } from "@/lib/jobs/import";
import { forgetAccounts } from "@/lib/jobs/leavings";
import { runLogoJob } from "@/lib/jobs/logo";
import { runMailJob } from "@/lib/jobs/mail";
import { measureNodes } from "@/lib/jobs/measure";
import { checkNodes } from "@/lib/jobs/nodes";
import { logged } from "@/lib/jobs/problem";
import { purgeOrganisations } from "@/lib/jobs/purges";
import { runSchedules } from "@/lib/jobs/schedules";
import { runServerJob } from "@/lib/jobs/server";
import { keepSuspensions } from "@/lib/jobs/suspensions";
import { runSweepJob } from "@/lib/jobs/sweep";
import { completeTransfers } from "@/lib/jobs/transfers";
import { runTunnelJob } from "@/lib/jobs/tunnel";
import { startTelling } from "@/lib/jobs/webhooks";
import { checkZones } from "@/lib/jobs/zone_checks";
import { systemCaller } from "@/lib/kernel/actor";
import { log } from "@/lib/log";
import { checkSeconds } from "@/lib/nodes/health_operations";
import { sweepExpiredRates } from "@/lib/portal/rates/operations";
import type { QueueName } from "@/lib/queues";
import { remindWork } from "@/lib/servers/work/operations";
import { moveSerials } from "@/lib/tunnels/name_operations";

const one = <Data>(queue: QueueName, run: (job: JobWithMetadata<Data>) => Promise<unknown>) =>
  logged(queue, async ([job]: JobWithMetadata<Data>[]) => job && run(job));

/** Runs jobs until it is stopped. Any number of workers may share one database. */
export async function startWorker(): Promise<() => Promise<void>> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool().query(text, values) },
    migrate: false,
    // How soon an expired job of a killed worker is noticed.
    maintenanceIntervalSeconds: 5,
    monitorStateIntervalSeconds: 3600,
    // So long a portal administrator sees a failed job, and can have it run again.
    archiveFailedAfterSeconds: 7 * 24 * 3600,
  });
  // The database may be down for a while: the library keeps trying, and this logs it.
  boss.on("error", (error) => log().warn({ error: error.message }, "the job queue has trouble"));
  await boss.start();
  const quick = { batchSize: 1, pollingIntervalSeconds: 0.5, includeMetadata: true } as const;
  for (let hand = 0; hand < 4; hand++) await boss.work("mail", quick, one("mail", runMailJob));
  for (let hand = 0; hand < 4; hand++) await boss.work("server", quick, one("server", runServerJob));
  for (let hand = 0; hand < 2; hand++) await boss.work("backup", quick, one("backup", runBackupJob));
  await boss.work("restore", quick, one("restore", runRestoreJob));
  for (let hand = 0; hand < 2; hand++) await boss.work("import", quick, one("import", runImportJob));
  await boss.work("logo", quick, one("logo", runLogoJob));
  await boss.work("tunnel", quick, one("tunnel", runTunnelJob));
  await boss.work("claims", { pollingIntervalSeconds: 15 }, logged("claims", runClaimsJob));
  await boss.schedule("claims", "*/3 * * * *");
  await boss.work("sweep", { pollingIntervalSeconds: 30 }, logged("sweep", runSweepJob));
  await boss.schedule("sweep", "17 * * * *");
  // Not a scheduled job, whose smallest interval is a minute: each process checks often, and the rows say which nodes are due.
  const stopChecks = every(checkSeconds * 1_000, checkNodes);
  const stopReminders = every(60_000, async () => {
    await remindWork(systemCaller("server reminder"), {});
    await remindBackups(systemCaller("backup reminder"), {});
    await sweepExpiredRates(systemCaller("rate sweep"), {});
  });
  const stopTelling = startTelling();
  // The rows say what is due, so that each of these is done once, however many processes check.
  const stopOthers = [
    every(15_000, runSchedules),
    every(2_000, checkZones),
    every(30_000, measureNodes),
    every(60_000, cleanNodes),
    every(5_000, purgeOrganisations),
    every(5_000, forgetAccounts),
    every(2_000, keepSuspensions),
    every(5_000, () => moveSerials(systemCaller("serials"), {})),
    every(60_000, completeTransfers),
  ];
  return async () => {
    await Promise.all([stopChecks(), stopReminders(), stopTelling(), ...stopOthers.map((stop) => stop())]);
    await boss.stop({ graceful: true, wait: true, timeout: 8_000 });
  };
}
