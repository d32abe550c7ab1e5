import type { JobWithMetadata } from "pg-boss";
import { JobProblem } from "@/lib/jobs/problem";
import { systemCaller } from "@/lib/kernel/actor";
import { beginDelivery, endDelivery } from "@/lib/mails/operations";
import { deliver } from "@/lib/mails/transport";

interface Payload {
  mail: string;
  organisationId?: string;
  userId?: string;
}

const caller = systemCaller("mail");

/** Sends one mail. A temporary failure is thrown, so that the queue retries; after the last attempt the mail has failed. */
export async function runMailJob({
  data,
  retryCount,
  retryLimit,
}: Pick<JobWithMetadata<Payload>, "data" | "retryCount" | "retryLimit">) {
  const letter = await beginDelivery(caller, data);
  if (!letter) return;
  const { outcome, error } = await deliver(letter);
  const last = retryCount >= retryLimit;
  await endDelivery(caller, { ...data, outcome: outcome === "again" && last ? "failed" : outcome, error });
  if (outcome === "again" && !last) throw new JobProblem(error);
}
