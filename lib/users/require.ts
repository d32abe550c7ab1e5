import type { Trx } from "@/db/client";
import { lockAdministered, lockWithAdministrators } from "@/db/queries/portal_users";
import { AppError } from "@/lib/errors";
import type { SystemActor, UserActor } from "@/lib/kernel/actor";

/** The user that an administrator means, locked. @throws NOT_FOUND */
export async function requireAdministered(trx: Trx, reference: string) {
  const user = await lockAdministered(trx, reference);
  if (!user) throw new AppError("account.unknown");
  return user;
}

/**
 * The same, for what takes an account's powers away: it isn't the administrator's own, the administrator still is one, and another
 * remains. Exact until the transaction ends, because all administrators are locked with it.
 */
export async function requireDispensable(trx: Trx, actor: UserActor | SystemActor, reference: string) {
  const rows = await lockWithAdministrators(trx, reference);
  const user = rows.find(({ id, email }) => id === reference || email === reference);
  if (!user) throw new AppError("account.unknown");
  const administrators = rows
    .filter(({ portalAdmin, disabledAt, leavingUntil }) => portalAdmin && !disabledAt && !leavingUntil)
    .map(({ id }) => id);
  if (actor.kind === "user") {
    // Another administrator may have disabled them a moment ago.
    if (!administrators.includes(actor.userId)) throw new AppError("permission.portal");
    if (user.id === actor.userId) throw new AppError("user.self");
  }
  if (administrators.length === 1 && administrators[0] === user.id) throw new AppError("user.lastAdministrator");
  return user;
}
