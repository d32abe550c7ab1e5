import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import {
  answerInvitation,
  findInvitation,
  findObstacles,
  insertInvitation,
  listInvitationsOf,
} from "@/db/queries/invitations";
import { lockInvitationMail, requeueMail } from "@/db/queries/mails";
import { mayGive, roleNames } from "@/lib/access";
import { canMail, env } from "@/lib/env";
import { AppError, fieldError } from "@/lib/errors";
import { inviteMemberInput, listInvitationsInput, oneInvitation } from "@/lib/invitations/schema";
import { toListedInvitation } from "@/lib/invitations/view";
import { organisationCommand, organisationQuery } from "@/lib/kinds";
import { invitationHours, portalTiers } from "@/lib/limits";
import { mailJob, sendMail } from "@/lib/mails/send";
import { fromCursor, idPattern, toPage } from "@/lib/paging";
import { hashToken, linkToken } from "@/lib/tokens";

async function requirePending(trx: Trx, organisationId: string, id: string) {
  const invitation = await findInvitation(trx, organisationId, id);
  if (!invitation) throw new AppError("unknown");
  if (invitation.state !== "pending") throw new AppError("invitation.notPending");
  return invitation;
}

/** Asks somebody by mail to join, for 48 hours. */
export const inviteMember = organisationCommand("member.invite", {
  input: inviteMemberInput,
  token: "organisation",
  permission: "member.create",
  limits: [
    { points: 200, seconds: 3600, by: "actor" },
    // Whoever invites, one address shouldn't drown in it.
    { points: 30, seconds: 86_400, by: ({ email }) => email },
  ],
  async run({ trx, organisation, actor, audit, enqueue }, { email, role }) {
    if (canMail() && !actor.verified) throw new AppError("account.unverified");
    if (!mayGive(organisation, role)) throw fieldError("invitation.ceiling", "role");
    const { isMember, waiting } = await findObstacles(trx, organisation.id, email);
    if (isMember) throw fieldError("invitation.member", "email");
    if (waiting >= portalTiers[organisation.portalTier].pendingInvitations) throw new AppError("invitation.limit");
    const id = randomUUID();
    const invitation = await insertInvitation(trx, {
      id,
      organisationId: organisation.id,
      email,
      role,
      inviterId: actor.userId,
      mailTokenHash: hashToken(linkToken("invitation.mail", id)),
      copyTokenHash: hashToken(linkToken("invitation.copy", id)),
      hours: invitationHours,
    });
    if (!invitation) throw fieldError("invitation.pending", "email");
    await sendMail(
      { trx, enqueue },
      { kind: "invitation", recipient: email, organisationId: organisation.id, invitationId: id },
    );
    audit({ target: { id, name: email }, after: { role: roleNames[role] } });
    return { ...invitation, role, organisationId: organisation.id, inviterId: actor.userId };
  },
});

/** Invitations, newest first, with who sent them and how their mail fares. None shows a link. */
export const listInvitations = organisationQuery("member.listInvitations", {
  input: listInvitationsInput,
  token: "organisation",
  permission: "member.create",
  async run({ trx, organisation }, { state, limit, cursor }) {
    const after = fromCursor(cursor, idPattern);
    const rows = await listInvitationsOf(trx, organisation.id, {
      pendingOnly: state === "pending",
      after,
      limit: limit + 1,
    });
    const page = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
    return { ...page, items: page.items.map(toListedInvitation) };
  },
});

/** Withdraws a pending invitation: both its links are dead at once. */
export const revokeInvitation = organisationCommand("member.revokeInvitation", {
  input: oneInvitation,
  token: "organisation",
  permission: "member.create",
  async run({ trx, organisation, audit }, { invitation: id }) {
    const invitation = await requirePending(trx, organisation.id, id);
    await answerInvitation(trx, id, "revoked");
    audit({ target: { id, name: invitation.email } });
    const { version: _, ...rest } = invitation;
    return { ...rest, state: "revoked" as const, organisationId: organisation.id };
  },
});

/** The link to pass on by hand: it lets the invited address join, and proves nothing about who holds it. */
export const copyInvitationLink = organisationCommand("member.copyInvitationLink", {
  input: oneInvitation,
  token: "organisation",
  permission: "member.create",
  async run({ trx, organisation, audit }, { invitation: id }) {
    const invitation = await requirePending(trx, organisation.id, id);
    audit({ target: { id, name: invitation.email } });
    const token = linkToken("invitation.copy", id, invitation.version);
    return { link: new URL(`/invitations/${token}`, env().PUBLIC_URL).href };
  },
});

/** Tries a mail again that could not be delivered, or that was held until the portal could send. The link stays the same. */
export const retryInvitationMail = organisationCommand("member.retryInvitationMail", {
  input: oneInvitation,
  token: "organisation",
  permission: "member.create",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, audit, enqueue }, { invitation: id }) {
    const invitation = await requirePending(trx, organisation.id, id);
    const mail = await lockInvitationMail(trx, organisation.id, id);
    if (!mail || !canMail() || (mail.state !== "failed" && mail.state !== "held")) throw new AppError("mail.notFailed");
    await requeueMail(trx, mail.id);
    enqueue("mail", mailJob(mail.id, { organisationId: organisation.id }));
    audit({ target: { id, name: invitation.email } });
    return { id };
  },
});
