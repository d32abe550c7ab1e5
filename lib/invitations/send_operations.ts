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
 * Sends a pending invitation through one of the organisation's SMTP servers, and returns the link in it. It is the same link
 * as the copied one: the server's operator can read it, so it verifies nothing about the address.
 */
export const sendInvitation = organisationCommand("member.sendInvitation", {
  did: "sent by their SMTP server the invitation of",
  event: null,
  input: sendInvitationInput,
  token: "organisation",
  permission: "member.create",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  async check({ trx, organisation }, { invitation: id, provider }) {
    const invitation = await requirePending(trx, organisation, id);
    const { email, version, expiresAt, inviterId } = invitation;
    // A server that the user can't see can't be used either.
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
    // The rows are counted above; what parallel calls haven't written yet is counted here.
    const subject = `${organisation} ${sent.email}`;
    await spendOn("member.sendInvitation", { subject, about: sent.email }, mailsToOneAddress, 86_400);
    await sendThrough(settings, password, { ...letter, attachments: await enclosed(picture) });
    return sent;
  },
  async run({ trx, organisation, audit, prepared }, { invitation: id }) {
    // The e-mail is out, whatever happened to the invitation meanwhile: note it; the page behind its link shows the state.
    const { email, mailServer, link } = prepared;
    await insertOwnMail(trx, { id: randomUUID(), organisationId: organisation.id, invitationId: id, recipient: email });
    audit({ target: { id, name: email }, after: { mailServer } });
    return { link };
  },
});
