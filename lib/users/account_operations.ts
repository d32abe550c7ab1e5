import { endPendingTo } from "@/db/queries/invitations";
import { deleteMember } from "@/db/queries/members";
import {
  deleteUser as deleteUserRow,
  listMembershipsOf,
  lockOrganisationsOf,
  revokeInvitationsOf,
  setDisabled,
  setOwnedLimit as setOwnedLimitOf,
} from "@/db/queries/portal_users";
import { deleteFactors } from "@/db/queries/second_factors";
import { endSessions } from "@/db/queries/sessions";
import { endTokens } from "@/db/queries/verification_tokens";
import { roleName } from "@/lib/access";
import { sendLink } from "@/lib/accounts/links";
import { requirePasswords } from "@/lib/accounts/require";
import { canMail } from "@/lib/env";
import { AppError, fieldError } from "@/lib/errors";
import { portalCommand } from "@/lib/kernel/portal_kinds";
import { tellOwner } from "@/lib/mails/tell_owner";
import { noteOf } from "@/lib/users/note";
import { requireAdministered, requireDispensable } from "@/lib/users/require";
import { deleteUserInput, oneUser, setOwnedLimitInput, withReasonInput } from "@/lib/users/schema";

/**
 * Disables an account: nothing of it works from the next request on, neither sessions nor tokens nor open event streams. Sessions and
 * links end for good; tokens and memberships are there again when it is enabled. The user is told by mail, but not the reason,
 * which is for other administrators.
 */
export const disableUser = portalCommand("user.disable", {
  did: "disabled the account of",
  event: null,
  input: withReasonInput,
  fresh: true,
  async run({ trx, actor, audit, enqueue }, { user: reference, reason }) {
    const user = await requireDispensable(trx, actor, reference);
    await setDisabled(trx, user.id, reason);
    await endSessions(trx, user.id, null);
    await endTokens(trx, user.id);
    if (user.disabledAt && user.disabledReason === reason) audit(null);
    else {
      if (!user.disabledAt) tellOwner({ trx, enqueue }, user, "accountDisabled");
      noteOf(audit, "user.disable", user, { after: { reason } });
    }
    return { id: user.id, email: user.email };
  },
});

/** Enables a disabled account: its user signs in again. */
export const enableUser = portalCommand("user.enable", {
  did: "enabled the account of",
  event: null,
  input: oneUser,
  async run({ trx, audit, enqueue }, { user: reference }) {
    const user = await requireAdministered(trx, reference);
    await setDisabled(trx, user.id, null);
    if (!user.disabledAt) audit(null);
    else {
      tellOwner({ trx, enqueue }, user, "accountEnabled");
      noteOf(audit, "user.enable", user, { before: { reason: user.disabledReason } });
    }
    return { id: user.id, email: user.email };
  },
});

/**
 * Removes the second factor of somebody who lost it: authenticator app, recovery codes, and all passkeys, so that none signs in
 * any more. Every session ends; the user is told by mail, and finds the reason in the account’s log.
 */
export const resetFactor = portalCommand("user.resetFactor", {
  did: "removed the second factor of",
  event: null,
  input: withReasonInput,
  fresh: true,
  token: "never",
  async run({ trx, actor, audit, enqueue }, { user: reference, reason }) {
    const user = await requireAdministered(trx, reference);
    if (actor.kind === "user" && actor.userId === user.id) throw new AppError("user.self");
    if (!user.secondFactorEnabledAt) throw new AppError("user.noFactor");
    await deleteFactors(trx, user.id);
    await endSessions(trx, user.id, null);
    tellOwner({ trx, enqueue }, user, "factorReset");
    noteOf(audit, "user.resetFactor", user, { after: { reason } });
    return { id: user.id, email: user.email };
  },
});

/** Ends every session of a user; of an administrator's own, every other. Tokens go on working. */
export const endUserSessions = portalCommand("user.endSessions", {
  did: "ended the sessions of",
  event: null,
  input: oneUser,
  async run({ trx, actor, audit, enqueue }, { user: reference }) {
    const user = await requireAdministered(trx, reference);
    const own = actor.kind === "user" && actor.userId === user.id ? actor.sessionId : null;
    await endSessions(trx, user.id, own);
    if (!own) tellOwner({ trx, enqueue }, user, "accountSignedOut");
    noteOf(audit, "user.endSessions", user);
    return { id: user.id, email: user.email };
  },
});

/** Sends a user a link to choose a new password. Without SMTP it is held: `mail` is what reveals its link. */
export const sendReset = portalCommand("user.sendReset", {
  did: "sent a reset link to",
  event: null,
  input: oneUser,
  limits: [{ points: 20, seconds: 3600, by: ({ user }) => user }],
  async run({ trx, audit, enqueue }, { user: reference }) {
    requirePasswords();
    const user = await requireAdministered(trx, reference);
    if (user.disabledAt) throw new AppError("user.disabled");
    const mail = await sendLink({ trx, enqueue }, "reset", user);
    noteOf(audit, "user.sendReset", user);
    return { id: user.id, email: user.email, mail, held: !canMail() };
  },
});

/** Sets how many organisations a user may own; null: the usual number. Nothing is taken from somebody who owns more. */
export const setOwnedLimit = portalCommand("user.setOwnedLimit", {
  did: "changed how many organisations may be owned by",
  event: null,
  input: setOwnedLimitInput,
  async run({ trx, audit }, { user: reference, ownedLimit }) {
    const user = await requireAdministered(trx, reference);
    await setOwnedLimitOf(trx, user.id, ownedLimit);
    if (user.ownedLimit === ownedLimit) audit(null);
    else noteOf(audit, "user.setOwnedLimit", user, { before: { ownedLimit: user.ownedLimit }, after: { ownedLimit } });
    return { id: user.id, email: user.email, ownedLimit };
  },
});

/** How many organisations a refusal names. */
const named = 10;

/**
 * Deletes an account that owns no organisation, with everything that is only the user's: memberships, sessions, tokens, notifications and
 * avatar. Invitations from and to it are revoked. The log keeps the name, and each organisation's says that the member was removed.
 */
export const deleteUser = portalCommand("user.delete", {
  did: "deleted the account of",
  event: null,
  input: deleteUserInput,
  fresh: true,
  async run({ trx, actor, audit }, { user: reference, confirm }) {
    const user = await requireDispensable(trx, actor, reference);
    if (confirm !== user.email) throw fieldError("user.confirm", "confirm");
    // Users are locked before organisations, as everywhere.
    await lockOrganisationsOf(trx, user.id);
    const memberships = await listMembershipsOf(trx, user.id, null);
    const owned = memberships.filter(({ orgRole }) => orgRole === "owner");
    if (owned.length > 0) throw new AppError("user.owns", { message: ownsWords(owned) });
    for (const { id, orgRole } of memberships) {
      await deleteMember(trx, id, user.id);
      await endPendingTo(trx, id, user.email, "revoked");
      audit({
        ...{ operation: "member.remove", event: "member.removed", within: { organisationId: id } },
        ...{ target: { id: user.id, name: user.name }, before: { role: roleName(orgRole) } },
      });
    }
    for (const { id, email, organisationId } of await revokeInvitationsOf(trx, user.id))
      audit({
        ...{ operation: "member.revokeInvitation", event: null, within: { organisationId } },
        target: { id, name: email },
      });
    await deleteUserRow(trx, user.id);
    noteOf(audit, "user.delete", user, { before: { name: user.name } });
    return { id: user.id, email: user.email };
  },
});

function ownsWords(owned: { name: string; handle: string }[]): string {
  const names = owned.slice(0, named).map(({ name, handle }) => `${name} (${handle})`);
  const more = owned.length > named ? [`${owned.length - named} more`] : [];
  return `This user owns ${new Intl.ListFormat("en-GB").format([...names, ...more])}. Transfer or delete them first.`;
}
