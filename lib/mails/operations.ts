import {
  listMailsOf,
  lockMail,
  type MailKind,
  type MailRow,
  markMail,
  markRevealed,
  markSending,
  requeueMail,
  withdrawMailRow,
} from "@/db/queries/mails";
import { findOrganisationPicture } from "@/db/queries/pictures";
import { canMail } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { portalCommand, portalQuery } from "@/lib/kernel/portal_kinds";
import { systemCommand } from "@/lib/kernel/system_kinds";
import type { CommandTools } from "@/lib/kernel/trace";
import { type Letter, writeLetter } from "@/lib/mails/letter";
import { mailLink } from "@/lib/mails/link";
import { deliveryResult, listMailsInput, mailJobInput, oneMail } from "@/lib/mails/schema";
import { mailJob } from "@/lib/mails/send";
import { fromCursor, idPattern, toPage } from "@/lib/paging";

/** E-mails whose link lets nobody in, so it is neither revealed nor checked: it leads to a page that needs a sign-in, or ends a session. */
const linkless: ReadonlySet<string> = new Set<MailKind>(["known", "notice", "transfer", "security", "newDevice"]);

/** Not a sign-in link: it would let an administrator in as its recipient. */
const isRevealable = (kind: string) => !linkless.has(kind) && kind !== "signInLink";

/** The portal's outgoing mail, newest first. It shows no link; `canReveal` says which ones can be revealed. */
export const listMails = portalQuery("mail.list", {
  input: listMailsInput,
  async run({ trx }, { q, state, kind, limit, cursor }) {
    const wanted = { words: q, state, kind, after: fromCursor(cursor, idPattern), limit: limit + 1 };
    const rows = await listMailsOf(trx, wanted);
    const page = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
    const items = page.items.map(({ kind, ...row }) => ({
      ...row,
      kind: kind as MailKind,
      canReveal: row.state === "held" && isRevealable(kind) && !canMail(),
      canRetry: (row.state === "held" || row.state === "failed") && canMail(),
      canWithdraw: ["queued", "held", "failed"].includes(row.state),
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
  fresh: true,
  async run({ trx, audit }, { mail: id }) {
    const mail = await lockMail(trx, id);
    if (!mail) throw new AppError("unknown");
    if (mail.state !== "held" || canMail() || !isRevealable(mail.kind)) throw new AppError("mail.notHeld");
    if (mail.kind === "invitation" ? !mail.invitationOpen : !mail.tokenOpen) throw new AppError("link.expired");
    await markRevealed(trx, id, mail.tokenId);
    note(audit, mail, "mail.revealLink");
    return { link: mailLink(mail, "copy") };
  },
});

/** In the portal's log, and in that of the organisation that the e-mail is about. */
function note(audit: CommandTools["audit"], mail: MailRow, operation: string): void {
  const entry = { target: { id: mail.id, name: mail.recipient }, after: { kind: mail.kind } };
  audit(entry);
  const { organisationId } = mail;
  if (organisationId) audit({ ...entry, operation, event: null, within: { organisationId } });
}

const hasOpenLink = (mail: MailRow) => linkless.has(mail.kind) || mail.invitationOpen || mail.tokenOpen;

/** Queues an e-mail that couldn't be delivered, or that was held until the portal could send. Its link stays the same. */
export const retryMail = portalCommand("mail.retry", {
  did: "sent again the mail to",
  event: null,
  input: oneMail,
  async run({ trx, audit, enqueue }, { mail: id }) {
    const mail = await lockMail(trx, id);
    if (!mail) throw new AppError("unknown");
    if (mail.withdrawnAt) throw new AppError("mail.done");
    if (mail.state !== "failed" && mail.state !== "held") throw new AppError("mail.notFailed");
    if (!canMail()) throw new AppError("mail.noServer");
    if (!hasOpenLink(mail)) throw new AppError("link.expired");
    await requeueMail(trx, id);
    enqueue("mail", mailJob(id, mail));
    note(audit, mail, "mail.retry");
    return { id, state: "queued" as const };
  },
});

/** Takes back an e-mail that hasn't been sent: it never will be. */
export const withdrawMail = portalCommand("mail.withdraw", {
  did: "withdrew the mail to",
  event: null,
  input: oneMail,
  async run({ trx, audit }, { mail: id }) {
    const mail = await lockMail(trx, id);
    if (!mail) throw new AppError("unknown");
    if (mail.state === "sending") throw new AppError("mail.beingSent");
    if (mail.state === "sent" || mail.withdrawnAt) throw new AppError("mail.done");
    await withdrawMailRow(trx, id);
    note(audit, mail, "mail.withdraw");
    return { id, state: "withdrawn" as const };
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
    if (!hasOpenLink(mail)) {
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
