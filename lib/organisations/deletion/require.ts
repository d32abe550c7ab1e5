import type { Trx } from "@/db/client";
import { findDeleted } from "@/db/queries/deletions";
import { enterOrganisation } from "@/db/queries/scope";
import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/kernel/actor";
import { requireSecondFactor } from "@/lib/kernel/require_user";

/**
 * Enters a deleted organisation as its former owner. If it required a second factor, it still does.
 * @throws NOT_FOUND · SECOND_FACTOR_REQUIRED
 */
export async function enterOwnDeleted(trx: Trx, actor: UserActor, reference: string) {
  const deleted = await findDeleted(trx, reference, actor.userId);
  if (!deleted) throw new AppError("unknown");
  if (deleted.secondFactorRequired) requireSecondFactor(actor, deleted.name);
  await enterOrganisation(trx, deleted.organisationId);
  return deleted;
}
