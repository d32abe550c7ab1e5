import { z } from "zod";
import { queueNames } from "@/lib/portal/jobs/schema";

/** A queue of background work and how many jobs are in it. */
export const queueShape = z
  .object({
    queue: z.enum(queueNames),
    label: z.string(),
    /** Not tried yet. */
    waiting: z.int(),
    /** Failed, and waiting for another attempt. */
    retrying: z.int(),
    running: z.int(),
    /** Given up after the last attempt. */
    failed: z.int(),
    /** Since when the oldest job that is due has been waiting. */
    oldestAt: z.date().nullable(),
  })
  .meta({ id: "Queue" });

export const jobShape = z
  .object({
    id: z.uuid(),
    queue: z.enum(queueNames),
    label: z.string(),
    state: z.enum(["failed", "retrying"]),
    /** Why the last attempt failed. */
    problem: z.string().nullable(),
    /** The name of the mail’s recipient, the server or the zone. */
    about: z.string().nullable(),
    organisation: z.object({ id: z.uuid(), handle: z.string(), name: z.string() }).nullable(),
    attempts: z.int(),
    maxAttempts: z.int(),
    createdAt: z.date(),
    /** When it is tried again; null if it failed for good. */
    nextAttemptAt: z.date().nullable(),
    failedAt: z.date().nullable(),
  })
  .meta({ id: "Job" });

export const oneJobShape = z.object({ id: z.uuid() });
