import { randomUUID } from "node:crypto";
import { findObstacles } from "@/db/queries/invitations";
import { insertOwnMail } from "@/db/queries/mails";
import { findOrganisationPicture } from "@/db/queries/pictures";
import { findName } from "@/db/queries/users";
import { AppError } from "@/lib/errors";
import { copiedLink, requirePending } from "@/lib/invitations/pending";
import { requirePermission } from "@/lib/kernel/entry";
import { organisationCommand } from "@/lib/kernel/kinds";
import { spendOn } from "@/lib/kernel/rate";
import { mailsToOneAddress } from "@/lib/limits";
import { enclosed, invitationWords, typeset } from "@/lib/mails/letter";
import { sendInvitationInput } from "@/lib/smtp_servers/schema";
import { sendThrough } from "@/lib/smtp_servers/smtp";
import { requireSmtpServer } from "@/lib/smtp_servers/view";

/**
 * Sends a pending invitation through a mail server of the organisation's own, and answers the link that it carries. It is the
 * one that could be copied: whoever runs that server can read it, so it proves nothing about the address.
 */
export const sendInvitation = organisationCommand("member.sendInvitation", {
  did: "sent by mail server the invitation of",
  event: null,
  input: sendInvitationInput,
  token: "organisation",
  permission: "member.create",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  async check({ trx, organisation }, { invitation: id, provider }) {
    const invitation = await requirePending(trx, organisation, id);
    const { email, version, expiresAt, inviterId } = invitation;
    // What one can't see, one can't use.
    requirePermission(organisation, "notification.read");
    const { name, settings, password } = await requireSmtpServer(trx, organisation.id, provider);
    const { mailed } = await findObstacles(trx, organisation.id, email);
    if (mailed >= mailsToOneAddress) throw new AppError("invitation.often");
    const link = copiedLink(id, version);
    const words = invitationWords({
      ...invitation,
      organisationName: organisation.name,
      inviterName: inviterId && (await findName(trx, inviterId)),
      recipient: email,
      invitationExpiresAt: expiresAt,
    });
    const picture = await findOrganisationPicture(trx, organisation.id);
    const letter = {
      fromName: organisation.name,
      to: [email],
      ...typeset(words, link, picture && organisation.name),
    };
    return {
      picture,
      organisation: organisation.id,
      mailServer: name,
      settings,
      password: password(),
      email,
      letter,
      link,
    };
  },
  async prepare(_input, { organisation, settings, password, letter, picture, ...sent }) {
    // The rows are counted above; what many calls at once haven't written yet is counted here.
    await spendOn("member.sendInvitation", `${organisation} ${sent.email}`, mailsToOneAddress, 86_400);
    await sendThrough(settings, password, { ...letter, attachments: await enclosed(picture) });
    return sent;
  },
  async run({ trx, organisation, audit, prepared }, { invitation: id }) {
    // The mail is out, whatever became of the invitation meanwhile: it is noted, and the page behind its link says what is so.
    const { email, mailServer, link } = prepared;
    await insertOwnMail(trx, { id: randomUUID(), organisationId: organisation.id, invitationId: id, recipient: email });
    audit({ target: { id, name: email }, after: { mailServer } });
    return { link };
  },
});
