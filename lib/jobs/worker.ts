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

/** How often a hand looks that another one wakes. */
const idleSeconds = 30;

/**
 * Runs a queue's jobs, one in each of its hands. Only the first hand looks for jobs every so many seconds. Whoever has one wakes the
 * next hand, again and again until it is done: a queue at rest costs one query each time, however many hands it has.
 */
async function workOn<Data>(
  boss: PgBoss,
  queue: QueueName,
  { hands, seconds }: { hands: number; seconds: number },
  run: (job: JobWithMetadata<Data>) => Promise<unknown>,
): Promise<void> {
  const ids: string[] = [];
  for (let hand = 0; hand < hands; hand++) {
    const wakeNext = () => {
      const next = ids[hand + 1];
      if (next) boss.notifyWorker(next);
    };
    const work = logged(queue, async ([job]: JobWithMetadata<Data>[]) => {
      if (!job) return;
      wakeNext();
      const waking = setInterval(wakeNext, seconds * 1_000);
      return await run(job).finally(() => clearInterval(waking));
    });
    const pollingIntervalSeconds = hand === 0 ? seconds : idleSeconds;
    ids.push(await boss.work<Data>(queue, { batchSize: 1, includeMetadata: true, pollingIntervalSeconds }, work));
  }
}

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
  await workOn(boss, "mail", { hands: 4, seconds: 0.5 }, runMailJob);
  await workOn(boss, "server", { hands: 4, seconds: 0.5 }, runServerJob);
  await workOn(boss, "backup", { hands: 2, seconds: 1 }, runBackupJob);
  await workOn(boss, "restore", { hands: 1, seconds: 1 }, runRestoreJob);
  await workOn(boss, "import", { hands: 2, seconds: 1 }, runImportJob);
  await workOn(boss, "logo", { hands: 1, seconds: 2 }, runLogoJob);
  await workOn(boss, "tunnel", { hands: 1, seconds: 2 }, runTunnelJob);
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
