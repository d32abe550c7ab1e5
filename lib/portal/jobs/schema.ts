import { z } from "zod";
import { type QueueName, queues } from "@/lib/queues";
import { cursor, oneOf, pageSize, uuid } from "@/lib/text";

export const queueNames = Object.keys(queues) as [QueueName, ...QueueName[]];

export const listJobsInput = z.strictObject({
  queue: oneOf(queueNames, "Queue not found."),
  state: oneOf(["failed", "retrying"], "State not found."),
  limit: pageSize,
  cursor,
});
export const oneJob = z.strictObject({ job: uuid });
