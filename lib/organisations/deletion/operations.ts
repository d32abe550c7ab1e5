import type { Trx } from "@/db/client";
import { type DeletedRow, findDeleted, listDeletedOf, lockDeleted } from "@/db/queries/deletions";
import { countContents, countLeftovers, nameContents } from "@/db/queries/organisation_contents";
import { countOwned } from "@/db/queries/organisations";
import { findLook } from "@/db/queries/pictures";
import { dueAtOnce } from "@/db/queries/purges";
import { enterOrganisation } from "@/db/queries/scope";
import { AppError, fieldError } from "@/lib/errors";
import type { UserActor } from "@/lib/kernel/actor";
import { accountCommand, accountQuery, organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { endOrganisation } from "@/lib/organisations/deletion/end";
import { enterOwnDeleted } from "@/lib/organisations/deletion/require";
import { bringBack, requireRestorable } from "@/lib/organisations/deletion/restore";
import { deletedOrganisationInput, deleteOrganisationInput, purgeInput } from "@/lib/organisations/deletion/schema";
import { toDeleted } from "@/lib/organisations/deletion/view";
import { ownedLimitOf } from "@/lib/organisations/may_create";
import { inOrganisation, nothing } from "@/lib/organisations/schema";
import { portalSettings } from "@/lib/portal/settings";

const named = 10;

/** What deleting the organisation would remove: how much of each thing, and the names of the first. */
export const readContents = organisationQuery("organisation.contents", {
  input: inOrganisation,
  token: "organisation",
  permission: "organisation.delete",
  async run({ trx, organisation: { id, handle }, actor }) {
    return {
      handle,
      counts: await countContents(trx, id),
      ...(await nameContents(trx, id, named)),
      /** Days in which it can be restored. */
      graceDays: (await portalSettings(trx)).deletionGraceDays,
      isLastOwned: (await countOwned(trx, actor.userId)) <= 1,
    };
  },
});

const isConfirmed = (confirm: string, { id, handle }: { id: string; handle: string }) =>
  [id, handle].includes(confirm.trim().toLowerCase());

/**
 * Deletes the organisation. Its owner can restore it for some days, unless it is to be permanent at once.
 * @throws organisation.lastOwned · organisation.unconfirmed
 */
export const deleteOrganisation = organisationCommand("organisation.delete", {
  did: "deleted",
  event: null,
  input: deleteOrganisationInput,
  fresh: true,
  token: "organisation",
  permission: "organisation.delete",
  whileSuspended: true,
  lock: "member",
  limits: [{ points: 30, seconds: 3600, by: "actor" }],
  async run({ organisation, actor, ...tools }, { confirm, permanent }) {
    const { id, handle, name, ownerId } = organisation;
    if (!isConfirmed(confirm, organisation)) throw fieldError("organisation.unconfirmed", "confirm");
    // Somebody else may delete it for its owner one day; what counts is what the owner keeps.
    if ((await countOwned(tools.trx, ownerId)) <= 1) throw new AppError("organisation.lastOwned");
    const days = permanent ? 0 : (await portalSettings(tools.trx)).deletionGraceDays;
    const ending = { id, handle, name, ownerId, deletedBy: actor.name, graceDays: days };
    const { purgeAt } = await endOrganisation(tools, ending);
    const { avatar, logo } = await findLook(tools.trx, id);
    const { portalTier, memberCount, createdAt, defaultRole } = organisation;
    return { id, name, handle, ownerId, portalTier, memberCount, createdAt, defaultRole, avatar, logo, purgeAt };
  },
});

/** What is left of each that is being purged. The user owns them, so their scope may be entered. */
async function withLeftovers(trx: Trx, row: DeletedRow) {
  if (!row.purgeStartedAt || row.purgedAt) return toDeleted(row, null);
  await enterOrganisation(trx, row.organisationId);
  return toDeleted(row, await countLeftovers(trx, row.organisationId));
}

/** The organisations that the user owned when they were deleted, latest first, with how far their purge is. */
export const listDeleted = accountQuery("organisation.listDeleted", {
  input: nothing,
  token: "account",
  async run({ trx, actor }) {
    const listed = [];
    for (const row of await listDeletedOf(trx, actor.userId, 100)) listed.push(await withLeftovers(trx, row));
    return listed;
  },
});

/** One of them. */
export const readDeleted = accountQuery("organisation.readDeleted", {
  input: deletedOrganisationInput,
  token: "account",
  async run({ trx, actor }, { organisation }) {
    const row = await findDeleted(trx, organisation, actor.userId);
    if (!row) throw new AppError("unknown");
    return withLeftovers(trx, row);
  },
});

/** Enters a deleted organisation as its former owner, and locks it. The user is locked already. */
async function lockOwn(trx: Trx, actor: UserActor, reference: string) {
  const found = await enterOwnDeleted(trx, actor, reference);
  if (found.purgedAt) throw new AppError("organisation.purging");
  const row = await lockDeleted(trx, found.organisationId);
  if (row?.ownerId !== actor.userId) throw new AppError("unknown");
  return row;
}

/**
 * Restores a deleted organisation as it was. Its servers stay stopped; `lostZones` have to be verified again.
 * @throws organisation.purging · organisation.limit
 */
export const restoreOrganisation = accountCommand("organisation.restore", {
  did: "restored",
  event: "organisation.changed",
  input: deletedOrganisationInput,
  fresh: true,
  token: "account",
  lock: "owner",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  async run({ actor, ...tools }, { organisation }) {
    const row = await lockOwn(tools.trx, actor, organisation);
    requireRestorable(row);
    if ((await countOwned(tools.trx, actor.userId)) >= (await ownedLimitOf(tools.trx, actor.userId)))
      throw new AppError("organisation.limit");
    return bringBack(tools, row);
  },
});

/** Deletes it for good now instead of at the end of its time. */
export const purgeOrganisation = accountCommand("organisation.purge", {
  did: "had everything removed of",
  event: null,
  input: purgeInput,
  fresh: true,
  token: "account",
  lock: "owner",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  async run({ trx, actor, audit }, { organisation, confirm }) {
    const row = await lockOwn(trx, actor, organisation);
    const { organisationId: id, handle, name, purgeAt } = row;
    if (!isConfirmed(confirm, { id, handle })) throw fieldError("organisation.unconfirmed", "confirm");
    if (purgeAt <= new Date()) audit(null);
    else {
      await dueAtOnce(trx, id);
      audit({ within: { organisationId: id }, target: { id, name } });
    }
    return { id };
  },
});
