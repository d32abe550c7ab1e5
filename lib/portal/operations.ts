import { releaseHandles } from "@/db/queries/handles";
import { sweepSessions } from "@/db/queries/sessions";
import { systemCommand } from "@/lib/kinds";
import { nothing } from "@/lib/organisations/schema";

/** Removes what has run out: sessions, links, spent rates, and names that were held long enough. */
export const sweep = systemCommand("portal.sweep", {
  input: nothing,
  scope: () => ({ portal: true }),
  unaudited: "nobody can tell that it ran",
  async run({ trx }) {
    await sweepSessions(trx);
    await releaseHandles(trx);
  },
});
