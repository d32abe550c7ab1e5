import { endPendingAddress } from "@/db/queries/address_changes";
import { endApiTokens } from "@/db/queries/api_tokens";
import {
  countOwn,
  listOwnedBy,
  lockAgainstAll,
  markLeaving,
  revokePendingIn,
  unmarkLeaving,
} from "@/db/queries/leaving";
import { lockName } from "@/db/queries/organisations";
import { listAdministrators, lockWithAdministrators } from "@/db/queries/portal_users";
import { enterOrganisation } from "@/db/queries/scope";
import { endSessions } from "@/db/queries/sessions";
import { endTokens } from "@/db/queries/verification_tokens";
import { AppError, fieldError } from "@/lib/errors";
import { accountCommand, accountQuery } from "@/lib/kernel/kinds";
import { requireOpenSession } from "@/lib/kernel/require_user";
import type { CommandTools } from "@/lib/kernel/trace";
import { leaveInput } from "@/lib/leaving/schema";
import { leavingDays } from "@/lib/limits";
import { tellOwner } from "@/lib/mails/tell_owner";
import { nothing } from "@/lib/organisations/schema";

type Owned = Awaited<ReturnType<typeof listOwnedBy>>;
const shared = (owned: Owned) => owned.filter(({ memberCount }) => memberCount > 1);

/** What would go with the account, and what has to be done before. */
export const readLeaving = accountQuery("account.readLeaving", {
  input: nothing,
  token: "never",
  async run({ trx, actor }) {
    const owned = await listOwnedBy(trx, actor.userId);
    const shown = ({ id, handle, name }: Owned[number]) => ({ id, handle, name });
    const administrators = actor.portalAdmin ? await listAdministrators(trx) : [];
    return {
      email: actor.email,
      blocking: shared(owned).map(shown),
      owned: owned.filter(({ memberCount }) => memberCount <= 1).map(shown),
      lastAdministrator: actor.portalAdmin && administrators.length <= 1,
      graceDays: leavingDays,
      counts: await countOwn(trx, actor.userId),
    };
  },
});

/**
 * Leaves for good: sessions and tokens end, and after the grace period a job deletes the account with the organisations that it owns
 * alone. Signing in until then offers to stay.
 */
export const leaveAccount = accountCommand("account.leave", {
  did: "left, with the account",
  event: null,
  input: leaveInput,
  fresh: true,
  token: "never",
  limits: [{ points: 10, seconds: 3600, by: "actor" }],
  async run(tools, { confirm }) {
    const { trx, actor, audit } = tools;
    const { userId } = actor;
    // Users before organisations, and all administrators in one order: of two last ones who leave at once, one stays.
    const locked = await lockWithAdministrators(trx, userId);
    const user = locked.find(({ id }) => id === userId);
    if (!user) throw new AppError("actor.none");
    await requireOpenSession(trx, actor);
    if (confirm !== user.email) throw fieldError("leaving.confirm", "confirm");
    const others = locked.filter(
      ({ id, portalAdmin, disabledAt, leavingUntil }) => id !== userId && portalAdmin && !disabledAt && !leavingUntil,
    );
    if (user.portalAdmin && others.length === 0) throw new AppError("leaving.lastAdministrator");
    await lockAgainstAll(trx, userId);
    await closeOwned(tools, userId);
    const leavingUntil = await markLeaving(trx, userId, leavingDays);
    await endSessions(trx, userId, null);
    await endApiTokens(trx, userId);
    await endPendingAddress(trx, userId);
    await endTokens(trx, userId);
    tellOwner(tools, user, "leaving");
    audit({ within: { userId }, target: { id: userId, name: user.email }, after: { until: leavingUntil } });
    return { leavingUntil };
  },
});

/** Nobody joins what ends with its owner. @throws leaving.owns if somebody has */
async function closeOwned({ trx, audit }: CommandTools, userId: string): Promise<void> {
  const mine = await listOwnedBy(trx, userId);
  for (const { id } of mine) {
    await enterOrganisation(trx, id);
    await lockName(trx, id);
  }
  const blocking = shared(await listOwnedBy(trx, userId));
  if (blocking.length > 0) {
    const names = new Intl.ListFormat("en-GB").format(blocking.map(({ name, handle }) => `${name} (${handle})`));
    throw new AppError("leaving.owns", { message: `You own ${names}, with other members. Transfer or delete first.` });
  }
  for (const { id: organisationId } of mine) {
    await enterOrganisation(trx, organisationId);
    for (const { id, email } of await revokePendingIn(trx, organisationId))
      audit({
        ...{ operation: "member.revokeInvitation", event: null, within: { organisationId } },
        target: { id, name: email },
      });
  }
}

/** Keeps an account whose owner was leaving. Tokens that ended stay ended. */
export const stay = accountCommand("account.stay", {
  did: "stays, with the account",
  event: null,
  input: nothing,
  token: "never",
  whileLeaving: true,
  lock: "owner",
  async run(tools) {
    const { trx, actor, audit } = tools;
    const { userId, email } = actor;
    if (!actor.leavingUntil) return void audit(null);
    if (!(await unmarkLeaving(trx, userId))) throw new AppError("leaving.over");
    tellOwner(tools, { id: userId, email }, "stayed");
    audit({ target: { id: userId, name: email } });
  },
});
