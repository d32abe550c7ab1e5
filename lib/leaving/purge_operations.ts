import {
  endGraceOfOwned,
  findLastMail,
  forgetUser,
  listDueLeavings,
  listOwnedBy,
  lockDueLeaving,
} from "@/db/queries/leaving";
import { lockOrganisation } from "@/db/queries/organisations";
import { listMembershipsOf, revokeInvitationsOf } from "@/db/queries/portal_users";
import { endSessions } from "@/db/queries/sessions";
import { roleName } from "@/lib/access";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { oneLeaving } from "@/lib/leaving/schema";
import { tellOwner } from "@/lib/mails/tell_owner";
import { endOrganisation } from "@/lib/organisations/deletion/end";
import { nothing } from "@/lib/organisations/schema";

/** The accounts whose time to stay is over. */
export const dueLeavings = systemCommand("account.dueLeavings", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "nothing has happened to an account yet" },
  event: null,
  run: ({ trx }) => listDueLeavings(trx, 50),
});

/**
 * Deletes one organisation that somebody who left owns alone, and ends the time of those that they had deleted: the purge of
 * organisations does the rest.
 * @returns whether it deleted one, and how many aren't purged yet
 */
export const endOwned = systemCommand("organisation.endWithOwner", {
  did: "deleted, as its owner left,",
  event: null,
  input: oneLeaving,
  scope: () => ({ portal: true }),
  async run(tools, { userId }) {
    const { trx, audit } = tools;
    const user = await lockDueLeaving(trx, userId);
    const owned = user ? await listOwnedBy(trx, userId) : [];
    const alone = owned.find(({ memberCount }) => memberCount <= 1);
    const organisation = alone && (await lockOrganisation(trx, alone.id));
    if (user && organisation && !organisation.deletedAt) {
      const { id, handle, name, ownerId } = organisation;
      await endOrganisation(tools, { id, handle, name, ownerId, deletedBy: "The owner left", graceDays: 0 });
      return { ended: true, left: owned.length };
    }
    audit(null);
    const purging = user ? await endGraceOfOwned(trx, userId) : 0;
    return { ended: false, left: owned.length + purging };
  },
});

/** How long the last mail may take. */
const patienceMs = 24 * 3_600_000;

/**
 * Deletes an account whose time is over and that owns nothing any more, after its last mail was sent. Can be cut off anywhere and
 * repeated: until the account is gone, nothing is.
 * @returns whether it is gone
 */
export const forgetAccount = systemCommand("account.forget", {
  did: "deleted, as its owner left, the account of",
  event: null,
  input: oneLeaving,
  scope: () => ({ portal: true }),
  async run(tools, { userId }) {
    const { trx, audit } = tools;
    const user = await lockDueLeaving(trx, userId);
    const mail = user && (await findLastMail(trx, userId));
    const waits =
      mail && ["queued", "sending"].includes(mail.state) && Date.now() - mail.createdAt.getTime() < patienceMs;
    if (!user || !mail || waits) {
      if (user && !mail) {
        await endSessions(trx, userId, null);
        tellOwner(tools, user, "left");
      }
      audit(null);
      return !user;
    }
    const { id, name } = user;
    const memberships = await listMembershipsOf(trx, id, null);
    const invitations = await revokeInvitationsOf(trx, id);
    // Memberships go with the account, once what names it beside its id is changed.
    if (!(await forgetUser(trx, id))) {
      audit(null);
      return false;
    }
    const actor = { id, name };
    for (const { id: organisationId, orgRole } of memberships)
      audit({
        ...{ operation: "member.leave", event: "member.left", within: { organisationId }, actor },
        ...{ target: { id, name }, before: { role: roleName(orgRole) } },
      });
    for (const { id: invitation, email, organisationId } of invitations)
      audit({
        ...{ operation: "member.revokeInvitation", event: null, within: { organisationId } },
        target: { id: invitation, name: email },
      });
    audit({ target: { id, name } });
    return true;
  },
});
