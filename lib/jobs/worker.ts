import PgBoss from "pg-boss";
import { pool } from "@/db/client";
import { systemCaller } from "@/lib/actor";
import { runClaimsJob } from "@/lib/jobs/claims";
import { runMailJob } from "@/lib/jobs/mail";
import { log } from "@/lib/log";
import { sweep } from "@/lib/portal/operations";

/** Takes jobs until it is stopped. Any number of copies may run on one database. */
export async function startWorker(): Promise<() => Promise<void>> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool().query(text, values) },
    migrate: false,
    // A killed worker's job is noticed this soon after its time has run out.
    maintenanceIntervalSeconds: 5,
    monitorStateIntervalSeconds: 3600,
  });
  // The database may be away for a while: the library goes on asking, and one line tells of it.
  boss.on("error", (error) => log().warn({ error: error.message }, "the job queue has trouble"));
  await boss.start();
  const quick = { batchSize: 1, pollingIntervalSeconds: 0.5, includeMetadata: true } as const;
  for (let hand = 0; hand < 4; hand++) await boss.work("mail", quick, async ([job]) => job && runMailJob(job as never));
  await boss.work("claims", { pollingIntervalSeconds: 15 }, runClaimsJob);
  await boss.schedule("claims", "*/3 * * * *");
  await boss.work("sweep", { pollingIntervalSeconds: 30 }, () => sweep(systemCaller("sweep"), {}));
  await boss.schedule("sweep", "17 * * * *");
  return () => boss.stop({ graceful: true, wait: true, timeout: 8_000 });
}
