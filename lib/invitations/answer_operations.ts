import { listInvitationsTo } from "@/db/queries/invitation_lists";
import { answerInvitation } from "@/db/queries/invitations";
import { insertMember } from "@/db/queries/members";
import { copyNarrowing } from "@/db/queries/narrowings";
import { findLook } from "@/db/queries/pictures";
import { isFactorRequired } from "@/db/queries/second_factors";
import { roleName } from "@/lib/access";
import { proveAddress } from "@/lib/accounts/proof";
import { AppError } from "@/lib/errors";
import { endOf, obstacle } from "@/lib/invitations/obstacle";
import { invitationLink, invitationProof } from "@/lib/invitations/schema";
import { accountQuery, guestCommand, guestQuery } from "@/lib/kernel/kinds";
import { nothing } from "@/lib/organisations/schema";

/** The invitation behind a link, and exactly why it can't be used, if so. */
export const readInvitation = guestQuery("invitation.read", {
  input: invitationLink,
  signedIn: false,
  limits: [{ points: 120, seconds: 60, by: "address" }],
  async run({ trx, invitation, actor }) {
    const { organisation, inviter, role, ...rest } = invitation;
    const { id, ...shown } = organisation;
    const { avatar } = await findLook(trx, id);
    const secondFactorRequired = await isFactorRequired(trx, id);
    const reason = obstacle(invitation);
    const problem = reason && new AppError(reason);
    return {
      ...rest,
      role: role.name,
      inviter: inviter && { id: inviter.id, name: inviter.name },
      organisation: { ...shown, avatar, secondFactorRequired },
      problem: problem && { reason: problem.reason, message: problem.message },
      isMine: actor ? actor.email === invitation.email : null,
    };
  },
});

/** Joins, only once: of any number of parallel attempts, one creates the membership. */
export const acceptInvitation = guestCommand("invitation.accept", {
  did: "joined as",
  event: ({ joined }) => (joined ? "member.joined" : null),
  input: invitationProof,
  signedIn: true,
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  async run({ invitation, actor, trx, audit, enqueue }) {
    if (!actor) throw new AppError("actor.none");
    // That it ended is said first: nobody should switch accounts for an invitation that no account can use.
    const reason = obstacle(invitation);
    if (reason) throw new AppError(reason);
    if (actor.email !== invitation.email) throw new AppError("invitation.wrongAddress");
    const { organisation, role, inviter } = invitation;
    const joined = await insertMember(trx, {
      organisationId: organisation.id,
      userId: actor.userId,
      role: role.customRoleId ? "custom" : role.name,
      customRoleId: role.customRoleId,
    });
    if (joined && inviter) await copyNarrowing(trx, organisation.id, inviter.id, actor.userId);
    await answerInvitation(trx, invitation.id, "accepted");
    const proof = invitation.provesAddress && !actor.verified;
    if (proof)
      await proveAddress({ trx, enqueue }, { id: actor.userId, email: actor.email, keepSession: actor.sessionId });
    audit({ target: { id: invitation.id, name: actor.email }, after: { role: roleName(role.name), joined } });
    return { handle: organisation.handle, name: organisation.name, passwordDropped: proof };
  },
});

/** Declines. The link is enough: nobody should need an account to decline. */
export const rejectInvitation = guestCommand("invitation.reject", {
  did: "declined the invitation of",
  event: null,
  input: invitationProof,
  signedIn: false,
  whileSuspended: true,
  limits: [{ points: 60, seconds: 60, by: "address" }],
  async run({ invitation, trx, audit }) {
    const end = endOf(invitation);
    if (end) throw new AppError(end);
    await answerInvitation(trx, invitation.id, "rejected");
    audit({ target: { id: invitation.id, name: invitation.email } });
    return { name: invitation.organisation.name };
  },
});

/** The user's pending invitations; none until their address is verified. */
export const listMyInvitations = accountQuery("invitation.listMine", {
  input: nothing,
  token: "account",
  whileConfined: true,
  async run({ trx, actor }) {
    if (!actor.verified || actor.confinedTo !== null) return [];
    return listInvitationsTo(trx, actor.email);
  },
});
