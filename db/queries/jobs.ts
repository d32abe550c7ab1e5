import { sql } from "kysely";
import PgBoss from "pg-boss";
import type { Trx } from "@/db/client";
import { execute } from "@/db/queries/scope";

/** Never started: its own statements, for the given transaction. */
const boss = new PgBoss({
  db: { executeSql: () => Promise.reject(new Error("A job was changed outside a transaction.")) },
});
const within = (trx: Trx) => ({
  db: { executeSql: (text: string, values: unknown[]) => execute(trx, text, values) as never },
});

/** How many seconds the oldest job is overdue; 0 if none is. Shows when no worker is running. */
export async function queueLag(trx: Trx): Promise<number> {
  const { rows } = await sql<{ lag: number | null }>`
    select extract(epoch from now() - min(start_after))::int as lag from pgboss.job
    where state in ('created', 'retry') and start_after < now() and name in ('mail', 'server', 'import', 'sweep')`.execute(
    trx,
  );
  return rows[0]?.lag ?? 0;
}

/** When a worker last looked after the queues, which each does every few seconds; null if none ever did. */
export async function lastWorkerSign(trx: Trx): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select date_trunc('milliseconds', maintained_on) as at from pgboss.version`.execute(trx);
  return rows[0]?.at ?? null;
}

const named = (queues: readonly string[]) => sql`name in (${sql.join(queues)})`;

/** How many jobs of each queue are in each state, completed ones left out, and since when the oldest due one waits. */
export async function countJobs(trx: Trx, queues: readonly string[]) {
  const { rows } = await sql<{
    queue: string;
    waiting: number;
    retrying: number;
    running: number;
    failed: number;
    oldestAt: Date | null;
  }>`
    select name as queue,
      count(*) filter (where state = 'created')::int as waiting,
      count(*) filter (where state = 'retry')::int as retrying,
      count(*) filter (where state = 'active')::int as running,
      count(*) filter (where state = 'failed')::int as failed,
      date_trunc('milliseconds', min(start_after) filter (where state < 'active' and start_after <= now())) as oldest_at
    from pgboss.job where ${named(queues)} and state not in ('completed', 'cancelled')
    group by name`.execute(trx);
  return rows;
}

interface WantedJobs {
  queues: readonly string[];
  state?: "failed" | "retry";
  after?: { at: Date; id: string };
  limit: number;
}

export interface JobRow {
  id: string;
  queue: string;
  state: "failed" | "retry";
  retryCount: number;
  retryLimit: number;
  startAfter: Date;
  createdAt: Date;
  completedAt: Date | null;
  output: unknown;
  organisationId: string | null;
  handle: string | null;
  organisationName: string | null;
  about: string | null;
}

/** Adds what a job is about: the names of the rows that its payload names. */
const withNames = (jobs: ReturnType<typeof sql>) => sql<JobRow>`
  select job.id, job.name as queue, job.state::text, job.retry_count, job.retry_limit, job.start_after,
    job.created_at, job.completed_on as completed_at, job.output,
    organisations.id as organisation_id, organisations.handle, organisations.name as organisation_name,
    coalesce(mails.recipient, servers.name, zones.name) as about
  from (${jobs}) job
  left join organisations on organisations.id = (job.data ->> 'organisationId')::uuid
  left join mails on mails.id = (job.data ->> 'mail')::uuid
  left join backups on backups.id = (job.data ->> 'backup')::uuid
  left join servers on servers.id = coalesce((job.data ->> 'server')::uuid, backups.server_id)
  left join zone_imports on zone_imports.id = (job.data ->> 'import')::uuid
  left join zones on zones.id = zone_imports.zone_id
  order by job.created_at desc, job.id desc`;

const createdAt = sql`date_trunc('milliseconds', created_on)`;

/** Failed jobs, and those that wait for another attempt, newest first. For the portal's scope. */
export async function listTroubledJobs(trx: Trx, { queues, state, after, limit }: WantedJobs): Promise<JobRow[]> {
  const later = after ? sql`and (${createdAt}, id) < (${after.at}, ${after.id}::uuid)` : sql``;
  const { rows } = await withNames(sql`
    select *, ${createdAt} as created_at from pgboss.job
    where ${named(queues)} and state::text in (${sql.join(state ? [state] : ["failed", "retry"])}) ${later}
    order by ${createdAt} desc, id desc limit ${limit}`).execute(trx);
  return rows;
}

/** One that failed or waits for another attempt, locked. For the portal's scope. */
export async function lockTroubledJob(trx: Trx, queues: readonly string[], id: string): Promise<JobRow | undefined> {
  const { rows } = await withNames(sql`
    select *, ${createdAt} as created_at from pgboss.job
    where ${named(queues)} and id = ${id} and state in ('failed', 'retry') for update`).execute(trx);
  return rows[0];
}

/** Whether there is such a job in any state. */
export async function isJob(trx: Trx, queues: readonly string[], id: string): Promise<boolean> {
  const { rows } = await sql`select from pgboss.job where ${named(queues)} and id = ${id}`.execute(trx);
  return rows.length > 0;
}

/** Has a job run now; one that failed gets one more attempt. It may have been kept as long as jobs are kept. */
export async function rerunJobRow(trx: Trx, { queue, id, state }: JobRow): Promise<void> {
  if (state === "failed") await boss.retry(queue, id, within(trx));
  await sql`
    update pgboss.job set start_after = now(), completed_on = null, keep_until = greatest(keep_until, now() + interval '1 day')
    where name = ${queue} and id = ${id}`.execute(trx);
}

export async function deleteJobRow(trx: Trx, { queue, id }: JobRow): Promise<void> {
  await boss.deleteJob(queue, id, within(trx));
}
