import { log } from "@/lib/log";
import type { QueueName } from "@/lib/queues";

/** Why a job must be tried again, in words for people. The list of jobs shows only these. */
export class JobProblem extends Error {
  override readonly name = "JobProblem";
}

/** Runs a job, and logs why it failed: the list of jobs doesn't show what other errors say. */
export const logged =
  <Job extends { id: string }>(queue: QueueName, run: (jobs: Job[]) => Promise<unknown>) =>
  async (jobs: Job[]): Promise<unknown> => {
    try {
      return await run(jobs);
    } catch (error) {
      const { message } = error as Error;
      log().warn({ queue, jobs: jobs.map(({ id }) => id), error: message }, "a job failed");
      throw error;
    }
  };
