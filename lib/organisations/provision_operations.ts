import type { Trx } from "@/db/client";
import { wasProvisioned } from "@/db/queries/audit";
import {
  countOwned,
  findOwner,
  lockOrganisation,
  replaceOwner,
  updateOrganisationRow,
} from "@/db/queries/organisations";
import { lockUser } from "@/db/queries/users";
import { endTokens } from "@/db/queries/verification_tokens";
import { sendLink } from "@/lib/accounts/links";
import { type FutureOwner, futureOwner, isAwaited } from "@/lib/accounts/owner";
import { AppError, fieldError } from "@/lib/errors";
import type { SystemActor, UserActor } from "@/lib/kernel/actor";
import { portalCommand } from "@/lib/kernel/portal_kinds";
import type { CommandTools } from "@/lib/kernel/trace";
import type { PortalTier } from "@/lib/limits";
import { notify } from "@/lib/notifications/notify";
import { foundOrganisation } from "@/lib/organisations/create";
import { ownedLimitOf } from "@/lib/organisations/may_create";
import { correctOwnerInput, provisionInput } from "@/lib/organisations/portal_schema";
import { inOrganisation } from "@/lib/organisations/schema";

type Tools = CommandTools & { actor: UserActor | SystemActor };
interface Given {
  id: string;
  name: string;
}

/** The account for an address, which may own one more organisation. */
async function ownerFor({ trx, audit }: Tools, given: { email: string; name?: string }, field: string) {
  const owner = await futureOwner(trx, { ...given, field });
  const most = await ownedLimitOf(trx, owner.id);
  if ((await countOwned(trx, owner.id)) >= most)
    throw fieldError(
      "owner.limit",
      field,
      `This account already owns as many organisations as it may: ${most}. Choose another owner, or raise the number on the user’s page.`,
    );
  if (owner.isNew)
    audit({
      operation: "user.create",
      event: null,
      within: { userId: owner.id },
      target: { id: owner.id, name: owner.email },
    });
  return owner;
}

/** Tells the new owner: by a link that opens the account, or, where it is proved, on the dashboard and by mail. */
async function tellOwner(tools: Tools, organisation: Given, owner: FutureOwner): Promise<void> {
  if (owner.state === "invited") await sendLink(tools, "provisioned", owner);
  else await notify({ ...tools, organisation }, { kind: "provisioned", userId: owner.id, role: "owner" });
}

/**
 * Creates an organisation with a portal tier for the owner of an address. A proved account owns it at once; any other, and a
 * new one, is opened by the link in the mail.
 */
export const provisionOrganisation = portalCommand("organisation.provision", {
  did: "created",
  event: null,
  input: provisionInput,
  async run(tools, { name, handle, portalTier, owner: wanted }) {
    const { trx, audit } = tools;
    const owner = await ownerFor(tools, wanted, "owner.email");
    const organisation = await foundOrganisation(tools, { name, handle, owner });
    const { id } = organisation;
    if (portalTier !== organisation.portalTier) await updateOrganisationRow(trx, id, { portalTier });
    await tellOwner(tools, organisation, owner);
    audit({
      within: { organisationId: id },
      target: { id, name },
      after: { name, handle: organisation.handle, portalTier, owner: owner.name },
    });
    return { id, handle: organisation.handle, name, portalTier, ownerId: owner.id, ownerState: owner.state };
  },
});

/** The organisation with its owner’s account, both locked, while the owner hasn’t set it up. */
async function lockAwaited(trx: Trx, reference: string) {
  const found = await findOwner(trx, reference);
  const former = found && (await lockUser(trx, found.ownerId));
  if (!found || !former) throw new AppError("unknown");
  if (!isAwaited(former)) throw new AppError("owner.proved");
  // What its unverified owner created before isn't the portal's to give away: that is a transfer, which its owner can object to.
  if (!(await wasProvisioned(trx, found.id))) throw new AppError("owner.created");
  return { id: found.id, former };
}

/** Locks the organisation last, as everywhere. */
async function lockOwnedBy(trx: Trx, id: string, ownerId: string) {
  const organisation = await lockOrganisation(trx, id);
  if (!organisation) throw new AppError("unknown");
  if (organisation.deletedAt) throw new AppError("organisation.deleted");
  if (organisation.ownerId !== ownerId) throw new AppError("owner.changed");
  return { ...organisation, portalTier: organisation.portalTier as PortalTier };
}

/** Sends an owner who hasn’t set up the account a new link; the one before stops working. */
export const resendOwnerLink = portalCommand("organisation.resendOwnerLink", {
  did: "sent a new link to the owner of",
  event: null,
  input: inOrganisation,
  async run(tools, { organisation: reference }) {
    const { trx, audit } = tools;
    const { id, former } = await lockAwaited(trx, reference);
    const { name, handle, portalTier } = await lockOwnedBy(trx, id, former.id);
    await sendLink(tools, "provisioned", former);
    audit({ within: { organisationId: id }, target: { id, name } });
    return { id, handle, name, portalTier, ownerId: former.id, ownerState: "invited" as const };
  },
});

/**
 * Gives the organisation of an owner who hasn’t set up the account to the owner of another address. The former account keeps
 * nothing of it, and its link stops working.
 */
export const correctOwner = portalCommand("organisation.correctOwner", {
  did: "corrected the owner’s address of",
  event: null,
  input: correctOwnerInput,
  fresh: true,
  async run(tools, { organisation: reference, email }) {
    const { trx, audit } = tools;
    const { id, former } = await lockAwaited(trx, reference);
    if (former.email === email) throw fieldError("owner.same", "email");
    const owner = await ownerFor(tools, { email }, "email");
    const { name, handle, portalTier } = await lockOwnedBy(trx, id, former.id);
    await replaceOwner(trx, id, former.id, owner.id);
    await endTokens(trx, former.id, "provisioned");
    if ((await countOwned(trx, former.id)) > 0) await sendLink(tools, "provisioned", former);
    await tellOwner(tools, { id, name }, owner);
    audit({
      within: { organisationId: id },
      target: { id, name },
      before: { owner: former.name },
      after: { owner: owner.name },
    });
    return { id, handle, name, portalTier, ownerId: owner.id, ownerState: owner.state };
  },
});
