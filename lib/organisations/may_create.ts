import type { Trx } from "@/db/client";
import { findStart } from "@/db/queries/organisations";
import { findOwnedLimit } from "@/db/queries/users";
import type { UserActor } from "@/lib/kernel/actor";
import { ownedOrganisations } from "@/lib/limits";
import type { OrganisationCreation } from "@/lib/portal/schema";
import { portalSettings } from "@/lib/portal/settings";

/**
 * Whether somebody may create organisations. If only owners and admins may, the user's role in their current one decides.
 * @param creation who may on this portal, where it is known already
 */
export async function mayFound(trx: Trx, actor: UserActor, creation?: OrganisationCreation): Promise<boolean> {
  if (actor.confinedTo !== null) return false;
  if (actor.portalAdmin) return true;
  if ((creation ?? (await portalSettings(trx)).organisationCreation) === "anyone") return true;
  const active = await findStart(trx, actor.userId, actor.activeOrganisationId);
  return active?.role === "owner" || active?.role === "admin";
}

/** How many organisations a user may own: their own number, else the portal's. Exact while their row is locked. */
export async function ownedLimitOf(trx: Trx, userId: string): Promise<number> {
  return (await findOwnedLimit(trx, userId)) ?? ownedOrganisations;
}
