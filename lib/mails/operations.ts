import {
  listMailsOf,
  lockMail,
  type MailKind,
  type MailState,
  markMail,
  markRevealed,
  markSending,
} from "@/db/queries/mails";
import { findOrganisationPicture } from "@/db/queries/pictures";
import { canMail } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { portalCommand, portalQuery } from "@/lib/kernel/kinds";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { type Letter, writeLetter } from "@/lib/mails/letter";
import { mailLink } from "@/lib/mails/link";
import { deliveryResult, listMailsInput, mailJobInput, oneMail } from "@/lib/mails/schema";
import { fromCursor, idPattern, toPage } from "@/lib/paging";

/** E-mails without a secret: their button leads to a page that needs a sign-in. */
const linkless: ReadonlySet<string> = new Set<MailKind>(["known", "notice", "transfer"]);

/** The portal's outgoing mail, newest first. It shows no link; `canReveal` says which ones can be revealed. */
export const listMails = portalQuery("mail.list", {
  input: listMailsInput,
  async run({ trx }, { limit, cursor }) {
    const rows = await listMailsOf(trx, { after: fromCursor(cursor, idPattern), limit: limit + 1 });
    const page = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
    const items = page.items.map(({ kind, state, ...row }) => ({
      ...row,
      kind: kind as MailKind,
      state: state as MailState,
      canReveal: state === "held" && !linkless.has(kind) && !canMail(),
    }));
    return { ...page, items, canMail: canMail() };
  },
});

/**
 * Shows the link of an undelivered e-mail, to be passed on by hand. An administrator who reveals a verification or reset link
 * must know the recipient; for an invitation, it is the link that verifies nothing.
 */
export const revealLink = portalCommand("mail.revealLink", {
  did: "revealed the link in the mail to",
  event: null,
  token: "never",
  input: oneMail,
  async run({ trx, audit }, { mail: id }) {
    const mail = await lockMail(trx, id);
    if (!mail) throw new AppError("unknown");
    if (mail.state !== "held" || canMail() || linkless.has(mail.kind)) throw new AppError("mail.notHeld");
    if (mail.kind === "invitation" ? !mail.invitationOpen : !mail.tokenOpen) throw new AppError("link.expired");
    await markRevealed(trx, id, mail.tokenId);
    audit({ target: { id, name: mail.recipient }, after: { kind: mail.kind } });
    return { link: mailLink(mail, "copy") };
  },
});

/** Begins a delivery: marks the e-mail as being sent and writes it. Null if it is no longer wanted, or was already sent. */
export const beginDelivery = systemCommand("mail.begin", {
  input: mailJobInput,
  scope: ({ organisationId, userId }) => ({ organisationId, userId }),
  did: { unaudited: "the delivery's end is what counts" },
  event: null,
  async run({ trx }, { mail: id }): Promise<Letter | null> {
    const mail = await lockMail(trx, id);
    // `sending` means that an attempt was interrupted: it is sent again under the same Message-ID.
    if (!mail || (mail.state !== "queued" && mail.state !== "sending")) return null;
    if (!linkless.has(mail.kind) && !mail.invitationOpen && !mail.tokenOpen) {
      await markMail(trx, id, "failed", "Not sent: its link is no longer valid.");
      return null;
    }
    await markSending(trx, id);
    const picture = mail.organisationId && (await findOrganisationPicture(trx, mail.organisationId));
    return writeLetter(mail, picture || null);
  },
});

/** Notes how a delivery attempt ended. `again` means that the queue will retry. */
export const endDelivery = systemCommand("mail.deliver", {
  did: ({ after }) => (after?.state === "failed" ? "couldn’t deliver the mail to" : "delivered the mail to"),
  event: null,
  input: deliveryResult,
  scope: ({ organisationId, userId }) => ({ organisationId, userId }),
  async run({ trx, audit }, { mail: id, outcome, error }) {
    const mail = await lockMail(trx, id);
    if (!mail) return audit(null);
    await markMail(trx, id, outcome === "again" ? "queued" : outcome, error);
    if (outcome === "again") audit(null);
    else audit({ target: { id, name: mail.recipient }, after: { state: outcome, ...(error && { error }) } });
  },
});
