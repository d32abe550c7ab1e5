import { releaseHandles } from "@/db/queries/handles";
import { failStuckMails } from "@/db/queries/mails";
import { sweepSessions } from "@/db/queries/sessions";
import { systemCommand } from "@/lib/kinds";
import { nothing } from "@/lib/organisations/schema";

/**
 * Removes what has run out: sessions, links, spent rates, and names that were held long enough. Ends mails that no job
 * will send any more.
 */
export const sweep = systemCommand("portal.sweep", {
  input: nothing,
  scope: () => ({ portal: true }),
  unaudited: "nobody can tell that it ran",
  async run({ trx }) {
    await sweepSessions(trx);
    await releaseHandles(trx);
    await failStuckMails(trx);
  },
});
