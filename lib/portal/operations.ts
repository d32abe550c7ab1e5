import { releaseHandles } from "@/db/queries/handles";
import { queueLag } from "@/db/queries/jobs";
import { failStuckMails } from "@/db/queries/mails";
import { sweepNotifications } from "@/db/queries/notifications";
import { sweepSessions } from "@/db/queries/sessions";
import { systemCommand } from "@/lib/kinds";
import { nothing } from "@/lib/organisations/schema";
import { publicQuery } from "@/lib/public_kinds";

/**
 * Removes what has run out: sessions, links, spent rates, and names that were held long enough. Ends mails that no job
 * will send any more, and forgets old notifications.
 */
export const sweep = systemCommand("portal.sweep", {
  input: nothing,
  scope: () => ({ portal: true }),
  unaudited: "nobody can tell that it ran",
  async run({ trx }) {
    await sweepSessions(trx);
    await releaseHandles(trx);
    await failStuckMails(trx);
    await sweepNotifications(trx);
  },
});

/** Whether the portal works: that this answers at all is the database; the lag tells of the worker. */
export const readHealth = publicQuery("portal.health", {
  input: nothing,
  async run({ trx }) {
    const queueLagSeconds = await queueLag(trx);
    const worker = queueLagSeconds > 120 ? ("behind" as const) : ("ok" as const);
    return { status: "ok" as const, database: "ok" as const, worker, queueLagSeconds };
  },
});
