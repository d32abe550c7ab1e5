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
import { onePurge } from "@/lib/organisations/deletion/schema";
import { nothing } from "@/lib/organisations/schema";

/** The deleted organisations whose time is over and that aren't purged yet. */
export const duePurges = systemCommand("organisation.duePurges", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "nothing has happened to an organisation yet" },
  event: null,
  run: ({ trx }) => listDuePurges(trx, 50),
});

/** Begins a purge: from here on nobody can restore the organisation. @returns whether it is to be purged now */
export const beginPurge = systemCommand("organisation.beginPurge", {
  input: onePurge,
  scope: ({ organisationId }) => ({ organisationId }),
  did: { unaudited: "the deletion is in the log already" },
  event: null,
  async run({ trx }, { organisationId }) {
    const row = await lockDeleted(trx, organisationId);
    if (!row || row.purgeAt > new Date()) return false;
    if (!row.purgeStartedAt) await markPurge(trx, organisationId, "purgeStartedAt");
    return true;
  },
});

/**
 * Takes the next step of a purge that has begun, once no server is left: zones go one by one, then members, then everything else. Each
 * step commits by itself, so it can be cut off anywhere and continues.
 * @returns whether there is more to do
 */
export const purgeStep = systemCommand("organisation.purgeStep", {
  did: "removed everything of",
  event: null,
  input: onePurge,
  // Nodes that were dedicated to it are the portal’s.
  scope: ({ organisationId }) => ({ organisationId, portal: true }),
  async run({ trx, audit }, { organisationId }) {
    const row = await lockDeleted(trx, organisationId);
    if (!row?.purgeStartedAt || (await countLeft(trx, organisationId)) > 0) {
      audit(null);
      return false;
    }
    if ((await deleteSomeZone(trx, organisationId)) || (await deleteSomeMembers(trx, organisationId, 2_000))) {
      audit(null);
      return true;
    }
    await deleteOrganisationRow(trx, organisationId, handleHeldDays);
    await markPurge(trx, organisationId, "purgedAt");
    audit({ target: { id: organisationId, name: row.name }, before: { handle: row.handle } });
    return false;
  },
});
