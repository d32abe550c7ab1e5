import { lockDeleted } from "@/db/queries/deletions";
import {
  deleteOrganisationRow,
  deleteSomeMembers,
  deleteSomeZone,
  listDuePurges,
  markPurge,
} from "@/db/queries/purges";
import { countLeft } from "@/db/queries/server_ends";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { handleHeldDays } from "@/lib/limits";
import { onePurge } from "@/lib/organisations/deletion_schema";
import { nothing } from "@/lib/organisations/schema";
import { tearDown } from "@/lib/servers/removal";

/** The deleted organisations whose time is over and that aren't purged yet. */
export const duePurges = systemCommand("organisation.duePurges", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "nothing has happened to an organisation yet" },
  event: null,
  run: ({ trx }) => listDuePurges(trx, 50),
});

/**
 * Takes the next step of a purge: first its servers get jobs that remove containers, volumes, networks and backups; when the last is
 * gone its zones go one by one, then its members, then everything else. Each step commits by itself, so it can be cut off anywhere
 * and continues; a node that can’t be reached delays it.
 * @returns `again`: there is more to do at once · `waiting`: servers have to go first · `done`
 */
export const purgeStep = systemCommand("organisation.purgeStep", {
  did: "removed everything of",
  event: null,
  input: onePurge,
  // Nodes that were dedicated to it are the portal’s.
  scope: ({ organisationId }) => ({ organisationId, portal: true }),
  async run(tools, { organisationId }): Promise<"again" | "waiting" | "done"> {
    const { trx, audit } = tools;
    const row = await lockDeleted(trx, organisationId);
    if (!row || row.purgeAt > new Date()) {
      audit(null);
      return "done";
    }
    if (!row.purgeStartedAt) await markPurge(trx, organisationId, "purgeStartedAt");
    await tearDown(tools, { organisationId });
    if ((await countLeft(trx, organisationId)) > 0) {
      audit(null);
      return "waiting";
    }
    if ((await deleteSomeZone(trx, organisationId)) || (await deleteSomeMembers(trx, organisationId, 2_000))) {
      audit(null);
      return "again";
    }
    await deleteOrganisationRow(trx, organisationId, handleHeldDays);
    await markPurge(trx, organisationId, "purgedAt");
    audit({ target: { id: organisationId, name: row.name }, before: { handle: row.handle } });
    return "done";
  },
});
