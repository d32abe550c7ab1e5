import type { Trx } from "@/db/client";
import {
  countJobs,
  deleteJobRow,
  isJob,
  type JobRow,
  listTroubledJobs,
  lockTroubledJob,
  rerunJobRow,
} from "@/db/queries/jobs";
import { AppError } from "@/lib/errors";
import { portalCommand, portalQuery } from "@/lib/kernel/portal_kinds";
import type { CommandTools } from "@/lib/kernel/trace";
import { nothing } from "@/lib/organisations/schema";
import { fromCursor, idPattern, toPage } from "@/lib/paging";
import { listJobsInput, oneJob, queueNames } from "@/lib/portal/jobs/schema";
import { problemWords, queueWords } from "@/lib/portal/jobs/words";
import type { QueueName } from "@/lib/queues";

const none = { waiting: 0, retrying: 0, running: 0, failed: 0, oldestAt: null };

/** Every queue, and how many jobs wait, run and failed in it. */
export const listQueues = portalQuery("job.listQueues", {
  input: nothing,
  async run({ trx }) {
    const rows = new Map((await countJobs(trx, queueNames)).map(({ queue, ...row }) => [queue, row]));
    return queueNames.map((queue) => ({ queue, label: queueWords[queue], ...(rows.get(queue) ?? none) }));
  },
});

/** The jobs that failed, or that wait for another attempt, newest first. */
export const listJobs = portalQuery("job.list", {
  input: listJobsInput,
  async run({ trx }, { queue, state, limit, cursor }) {
    const rows = await listTroubledJobs(trx, {
      queues: queue ? [queue] : queueNames,
      state: state === "retrying" ? "retry" : state,
      after: fromCursor(cursor, idPattern),
      limit: limit + 1,
    });
    const page = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
    return { ...page, items: page.items.map(toJob) };
  },
});

function toJob({ output, retryCount, retryLimit, startAfter, completedAt, ...row }: JobRow) {
  const { organisationId, handle, organisationName, state, queue, ...rest } = row;
  return {
    ...rest,
    queue: queue as QueueName,
    label: queueWords[queue as QueueName],
    state: state === "failed" ? ("failed" as const) : ("retrying" as const),
    problem: problemWords(output),
    organisation: organisationId && handle ? { id: organisationId, handle, name: organisationName ?? "" } : null,
    attempts: retryCount + 1,
    maxAttempts: retryLimit + 1,
    nextAttemptAt: state === "failed" ? null : startAfter,
    failedAt: state === "failed" ? completedAt : null,
  };
}

async function mustLock(trx: Trx, id: string): Promise<JobRow> {
  const job = await lockTroubledJob(trx, queueNames, id);
  if (job) return job;
  throw new AppError((await isJob(trx, queueNames, id)) ? "job.notWaiting" : "unknown");
}

/** In the portal's log, and in that of the organisation that the job works for. */
function note(audit: CommandTools["audit"], job: JobRow, operation: string): void {
  const { id, queue, about, organisationId } = job;
  const label = queueWords[queue as QueueName];
  const entry = { target: { id, name: about ? `${label}: ${about}` : label }, before: { state: job.state } };
  audit(entry);
  if (organisationId) audit({ ...entry, operation, event: null, within: { organisationId } });
}

/** Has a job run now: one that failed gets one more attempt, one that waits for its next attempt gets it at once. */
export const retryJob = portalCommand("job.retry", {
  did: "ran again the job",
  event: null,
  input: oneJob,
  async run({ trx, audit }, { job: id }) {
    const job = await mustLock(trx, id);
    await rerunJobRow(trx, job);
    note(audit, job, "job.retry");
    return { id };
  },
});

/** Deletes a job, so that it isn't tried any more. What it works on stays as it is. */
export const dropJob = portalCommand("job.drop", {
  did: "dropped the job",
  event: null,
  input: oneJob,
  async run({ trx, audit }, { job: id }) {
    const job = await mustLock(trx, id);
    await deleteJobRow(trx, job);
    note(audit, job, "job.drop");
    return { id };
  },
});
