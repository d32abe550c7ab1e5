import { listInvitationsOf } from "@/db/queries/invitation_lists";
import { answerInvitation, findInvitation, renewInvitation } from "@/db/queries/invitations";
import { lockInvitationMail, requeueMail } from "@/db/queries/mails";
import { canMail } from "@/lib/env";
import { AppError, fieldError } from "@/lib/errors";
import { requireMayInvite } from "@/lib/invitations/invite_operations";
import { copiedLink, requirePending } from "@/lib/invitations/pending";
import { listInvitationsInput, oneInvitation } from "@/lib/invitations/schema";
import { toListedInvitation } from "@/lib/invitations/view";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { invitationHours } from "@/lib/limits";
import { mailJob, sendMail } from "@/lib/mails/send";
import { fromCursor, idPattern, toPage } from "@/lib/paging";
import { hashToken, linkToken } from "@/lib/tokens";

/** Invitations, newest first, with their inviter and their delivery. None shows a link. */
export const listInvitations = organisationQuery("member.listInvitations", {
  input: listInvitationsInput,
  token: "organisation",
  permission: "member.create",
  async run({ trx, organisation }, { state, q, limit, cursor }) {
    const after = fromCursor(cursor, idPattern);
    const rows = await listInvitationsOf(trx, organisation.id, {
      state: state === "all" ? undefined : state,
      words: q,
      after,
      limit: limit + 1,
    });
    const page = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
    return { ...page, items: page.items.map(toListedInvitation) };
  },
});

/** Revokes a pending invitation: both its links stop working at once. */
export const revokeInvitation = organisationCommand("member.revokeInvitation", {
  did: "revoked the invitation of",
  event: null,
  input: oneInvitation,
  token: "organisation",
  permission: "member.create",
  async run({ trx, organisation, audit }, { invitation: id }) {
    const invitation = await requirePending(trx, organisation, id);
    await answerInvitation(trx, id, "revoked");
    audit({ target: { id, name: invitation.email } });
    const { version: _, permissions: __, ...rest } = invitation;
    return { ...rest, state: "revoked" as const, organisationId: organisation.id };
  },
});

/** The link to pass on by hand: it lets the invited address join, but verifies nothing. */
export const copyInvitationLink = organisationCommand("member.copyInvitationLink", {
  did: "copied the invitation link of",
  event: null,
  input: oneInvitation,
  token: "organisation",
  permission: "member.create",
  async run({ trx, organisation, audit }, { invitation: id }) {
    const invitation = await requirePending(trx, organisation, id);
    audit({ target: { id, name: invitation.email } });
    return { link: copiedLink(id, invitation.version) };
  },
});

/** Resends an invitation, also an expired one, for another 48 hours; its previous links stop working. */
export const resendInvitation = organisationCommand("member.resendInvitation", {
  did: "resent the invitation of",
  event: null,
  input: oneInvitation,
  token: "organisation",
  permission: "member.create",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, actor, audit, enqueue }, { invitation: id }) {
    const invitation = await findInvitation(trx, organisation.id, id);
    if (!invitation) throw new AppError("unknown");
    const { email, state } = invitation;
    if (state !== "pending" && state !== "expired") throw new AppError("invitation.notPending");
    const { role } = await requireMayInvite(trx, organisation, actor, { email, role: invitation.role });
    const version = invitation.version + 1;
    const renewed = await renewInvitation(trx, organisation.id, id, {
      inviterId: actor.userId,
      role: role.role,
      customRoleId: role.customRoleId,
      roleName: role.customRoleId && role.name,
      version,
      mailTokenHash: hashToken(linkToken("invitation.mail", id, version)),
      copyTokenHash: hashToken(linkToken("invitation.copy", id, version)),
      hours: invitationHours,
    });
    if (!renewed) throw fieldError("invitation.pending", "email");
    const mail = { kind: "invitation", recipient: email, organisationId: organisation.id, invitationId: id } as const;
    sendMail({ trx, enqueue }, mail);
    audit({ target: { id, name: email } });
    const { version: _, permissions: __, ...rest } = invitation;
    return { ...rest, ...renewed, state: "pending" as const, inviterId: actor.userId, organisationId: organisation.id };
  },
});

/** Retries an e-mail that could not be delivered, or that was held until the portal could send. The link stays the same. */
export const retryInvitationMail = organisationCommand("member.retryInvitationMail", {
  did: "sent the mail again to",
  event: null,
  input: oneInvitation,
  token: "organisation",
  permission: "member.create",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, audit, enqueue }, { invitation: id }) {
    const invitation = await requirePending(trx, organisation, id);
    const mail = await lockInvitationMail(trx, organisation.id, id);
    if (mail?.withdrawnAt) throw new AppError("mail.withdrawn");
    if (!mail || !canMail() || (mail.state !== "failed" && mail.state !== "held")) throw new AppError("mail.notFailed");
    await requeueMail(trx, mail.id);
    enqueue("mail", mailJob(mail.id, { organisationId: organisation.id }));
    audit({ target: { id, name: invitation.email } });
    return { id };
  },
});
