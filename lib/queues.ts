/**
 * Every queue of background work. A job's payload has only ids. An interrupted job is retried after `expireInSeconds`,
 * which uses up one of its attempts, so there are more attempts than crashes to be expected.
 */
export const queues = {
  /** Sends one outgoing mail. */
  mail: { retryLimit: 8, retryDelay: 10, retryBackoff: true, expireInSeconds: 60, retentionMinutes: 3 * 24 * 60 },
  /** Brings one server to its wanted state. An engine may be unavailable for some minutes. */
  server: { retryLimit: 6, retryDelay: 5, retryBackoff: true, expireInSeconds: 120, retentionMinutes: 3 * 24 * 60 },
  /** Creates or deletes one backup. */
  backup: { retryLimit: 6, retryDelay: 5, retryBackoff: true, expireInSeconds: 120, retentionMinutes: 3 * 24 * 60 },
  /** Restores a server's files from a backup. */
  restore: { retryLimit: 8, retryDelay: 5, retryBackoff: true, expireInSeconds: 120, retentionMinutes: 3 * 24 * 60 },
  /** Saves one zone file that is too large for a request. A killed worker is noticed after half a minute. */
  import: { retryLimit: 12, retryDelay: 5, expireInSeconds: 30, retentionMinutes: 60 },
  /** Tells an organisation that a tunnel device of theirs connected for the first time. */
  tunnel: { retryLimit: 6, retryDelay: 5, retryBackoff: true, expireInSeconds: 60, retentionMinutes: 24 * 60 },
  /** Tries to verify pending zones. Zones left over by one run are taken up by the next. */
  claims: { retryLimit: 0, expireInSeconds: 170, retentionMinutes: 60 },
  /** Fetches the logo of one organisation. Its host may be unavailable for a moment. */
  logo: { retryLimit: 2, retryDelay: 20, retryBackoff: true, expireInSeconds: 60, retentionMinutes: 24 * 60 },
  /** Deletes expired sessions, links and rate limits, and activity that is older than it is kept for. */
  sweep: { retryLimit: 2, retryDelay: 60, retryBackoff: true, expireInSeconds: 60, retentionMinutes: 24 * 60 },
} as const;
export type QueueName = keyof typeof queues;
