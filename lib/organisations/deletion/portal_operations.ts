import type { Trx } from "@/db/client";
import { type DeletedRow, findDeleted, lockDeleted } from "@/db/queries/deletions";
import { countLeftovers } from "@/db/queries/organisation_contents";
import { lockOrganisation } from "@/db/queries/organisations";
import { dueAtOnce } from "@/db/queries/purges";
import { findSuspended } from "@/db/queries/suspensions";
import { AppError } from "@/lib/errors";
import { suspensionOf } from "@/lib/kernel/entry";
import { portalCommand, portalQuery } from "@/lib/kernel/portal_kinds";
import { notify } from "@/lib/notifications/notify";
import { endOrganisation } from "@/lib/organisations/deletion/end";
import { bringBack, requireRestorable } from "@/lib/organisations/deletion/restore";
import { deletedOrganisationInput, portalDeleteInput } from "@/lib/organisations/deletion/schema";
import { toDeleted } from "@/lib/organisations/deletion/view";
import { inOrganisation } from "@/lib/organisations/schema";
import { portalSettings } from "@/lib/portal/settings";

/**
 * Deletes any organisation, also somebody’s last. Deleting one that is deleted already with `permanent` ends the time in which it can be
 * restored.
 */
export const portalDeleteOrganisation = portalCommand("organisation.portalDelete", {
  did: "deleted",
  event: null,
  input: portalDeleteInput,
  fresh: true,
  async run({ actor, ...tools }, { organisation: reference, permanent }) {
    const { trx, audit } = tools;
    const organisation = await lockOrganisation(trx, reference);
    if (!organisation) throw new AppError("unknown");
    const { id, handle, name, ownerId, deletedAt } = organisation;
    const days = permanent ? 0 : (await portalSettings(trx)).deletionGraceDays;
    if (!deletedAt) {
      await notify({ ...tools, organisation, actor }, { kind: "deleted", userId: ownerId });
      return endOrganisation(tools, { id, handle, name, ownerId, deletedBy: actor.name, graceDays: days });
    }
    const row = await lockDeleted(trx, id);
    if (!row) throw new AppError("unknown");
    const sooner = permanent && row.purgeAt > new Date();
    if (sooner) await dueAtOnce(trx, id);
    audit(sooner ? { within: { organisationId: id }, target: { id, name }, after: { graceDays: 0 } } : null);
    return { id, purgeAt: sooner ? new Date() : row.purgeAt };
  },
});

/** Restores a deleted organisation for its former owner. @throws organisation.purging */
export const portalRestoreOrganisation = portalCommand("organisation.portalRestore", {
  did: "restored",
  event: "organisation.changed",
  input: deletedOrganisationInput,
  fresh: true,
  async run({ actor, ...tools }, { organisation }) {
    const found = await findDeleted(tools.trx, organisation);
    const row = found && (await lockDeleted(tools.trx, found.organisationId));
    if (!row) throw new AppError(found ? "organisation.purging" : "unknown");
    requireRestorable(row);
    const { organisationId: id, name, ownerId } = row;
    await notify({ ...tools, organisation: { id, name }, actor }, { kind: "restored", userId: ownerId });
    return bringBack(tools, row);
  },
});

/** One deleted organisation, with how far its purge is. */
export const portalReadDeleted = portalQuery("organisation.portalReadDeleted", {
  input: deletedOrganisationInput,
  async run({ trx }, { organisation }) {
    const row = await findDeleted(trx, organisation);
    if (!row) throw new AppError("unknown");
    return withLeftovers(trx, row);
  },
});

async function withLeftovers(trx: Trx, row: DeletedRow) {
  const left = row.purgeStartedAt && !row.purgedAt ? await countLeftovers(trx, row.organisationId) : null;
  return toDeleted(row, left);
}

/** Whether an organisation is suspended or deleted. A handle means the organisation that has it now. */
export const portalReadLife = portalQuery("organisation.portalReadLife", {
  input: inOrganisation,
  async run({ trx }, { organisation: reference }) {
    const found = await findSuspended(trx, reference);
    const row = found?.deletedAt === null ? undefined : await findDeleted(trx, found?.id ?? reference);
    if (row) {
      const { organisationId: id, handle, name } = row;
      return { id, handle, name, suspension: null, deleted: await withLeftovers(trx, row) };
    }
    if (!found) throw new AppError("unknown");
    const { id, handle, name } = found;
    return { id, handle, name, suspension: suspensionOf(found), deleted: null };
  },
});
