/**
 * Every queue of background work. A job's payload is ids alone. An interrupted job is taken up again after `expireInSeconds`,
 * which uses up one of its tries, so there are more of them than crashes to be expected.
 */
export const queues = {
  /** Sends one row of the outbox. */
  mail: { retryLimit: 8, retryDelay: 10, retryBackoff: true, expireInSeconds: 60, retentionMinutes: 3 * 24 * 60 },
  /** Brings about what is wished for one server. An engine may be away for some minutes. */
  server: { retryLimit: 6, retryDelay: 5, retryBackoff: true, expireInSeconds: 120, retentionMinutes: 3 * 24 * 60 },
  /** Makes or deletes one backup. */
  backup: { retryLimit: 6, retryDelay: 5, retryBackoff: true, expireInSeconds: 120, retentionMinutes: 3 * 24 * 60 },
  /** Puts a backup in the place of a server's files. */
  restore: { retryLimit: 8, retryDelay: 5, retryBackoff: true, expireInSeconds: 120, retentionMinutes: 3 * 24 * 60 },
  /** Saves one zone file that is too large to be waited for. A worker that was killed is noticed after half a minute. */
  import: { retryLimit: 12, retryDelay: 5, expireInSeconds: 30, retentionMinutes: 60 },
  /** Looks for the proof of zones that wait for it. What one run leaves, the next takes up. */
  claims: { retryLimit: 0, expireInSeconds: 170, retentionMinutes: 60 },
  /** Fetches the logo of one organisation. Its host may be away for a moment. */
  logo: { retryLimit: 2, retryDelay: 20, retryBackoff: true, expireInSeconds: 60, retentionMinutes: 24 * 60 },
  /** Removes sessions, links and rate limits that have run out. */
  sweep: { retryLimit: 2, retryDelay: 60, retryBackoff: true, expireInSeconds: 60, retentionMinutes: 24 * 60 },
} as const;
export type QueueName = keyof typeof queues;
