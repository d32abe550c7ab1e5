import type { Trx } from "@/db/client";
import { findStrictlyOwned } from "@/db/queries/second_factors";
import { lockUser } from "@/db/queries/users";
import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/kernel/actor";
import { requireSecondFactor } from "@/lib/kernel/require_user";
import { portalSettings } from "@/lib/portal/settings";

/**
 * For whoever has just removed a second factor of their account, locked: as long as an organisation of theirs, or the portal that
 * they administer, requires one, the last one stays, so nobody locks themselves out. @throws CONFLICT
 */
export async function requireFactorDispensable(trx: Trx, actor: UserActor): Promise<void> {
  if ((await lockUser(trx, actor.userId))?.secondFactorEnabledAt) return;
  if (actor.portalAdmin && (await portalSettings(trx)).administratorsNeedSecondFactor)
    throw new AppError("secondFactor.administrator");
  const organisation = await findStrictlyOwned(trx, actor.userId);
  if (organisation) {
    const message = `${organisation} requires a second factor, and you own it. Switch the rule off there first.`;
    throw new AppError("secondFactor.owner", { message, subject: organisation });
  }
}

/**
 * Whether the caller has a second factor, in this session, and still has it now: it could have been removed since the request
 * began. The account is locked first, so it stays until the transaction ends.
 */
export async function holdsFactor(trx: Trx, { userId, secondFactor }: UserActor): Promise<boolean> {
  return secondFactor === "confirmed" && Boolean((await lockUser(trx, userId))?.secondFactorEnabledAt);
}

/**
 * For a session that is to give its second factor. In a whole one it would be a proof of who uses it, which asks for more than a
 * touch of a key or a printed code. @throws CONFLICT
 */
export function requireHalf({ secondFactor }: UserActor): void {
  if (secondFactor !== "missing") throw new AppError("secondFactor.given");
}

/** For whoever requires a second factor of others. @throws CONFLICT */
export async function requireOwnFactor(trx: Trx, actor: UserActor): Promise<void> {
  if (!(await holdsFactor(trx, actor))) throw new AppError("secondFactor.ownFirst");
}

/** For whoever is about to own this organisation, which requires a second factor. @throws SECOND_FACTOR_REQUIRED */
export async function requireFactorToOwn(trx: Trx, actor: UserActor, organisation: string): Promise<void> {
  requireSecondFactor(actor, organisation);
  if (!(await holdsFactor(trx, actor))) requireSecondFactor({ secondFactor: "none", via: null }, organisation);
}
