import sharp from "sharp";
import type { MailKind, MailRow } from "@/db/queries/mails";
import type { NotificationKind, TransferNews } from "@/db/queries/notifications";
import { enclosed, invitationWords, typeset, writeLetter } from "@/lib/mails/letter";
import { securityNews } from "@/lib/mails/security_words";
import { eventLetter } from "@/lib/smtp_servers/event_letter";
import { testLetter } from "@/lib/smtp_servers/test_letter";

/** A mail as it would be sent, and what it is sent for. */
interface Sample {
  name: string;
  when: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  /** With the avatar in place of the attachment: a page shows no attachments. */
  html: string;
}

const id = "00000000-0000-4000-8000-000000000000";
const recipient = "meilin.zhou@mail.example";
const organisation = { id, handle: "apex-gaming", name: "Apex Gaming" };
const expiry = () => new Date(Date.now() + 48 * 3_600_000);

/** A row of the outbox about nothing that exists: its links open nothing. */
const row = (kind: MailKind, more: Partial<MailRow> = {}) =>
  // Columns that no sample is about are left out, as if they were empty.
  ({
    id,
    kind,
    recipient,
    state: "queued",
    attempts: 0,
    organisationId: kind === "invitation" || kind === "notice" || kind === "transfer" ? id : null,
    userId: id,
    invitationId: id,
    version: 1,
    invitationExpiresAt: expiry(),
    role: "admin",
    invitationOpen: true,
    organisationName: organisation.name,
    inviterName: "Tomasz Wieczorek",
    userName: "Mei-Lin Zhou",
    news: null,
    actorName: "Tomasz Wieczorek",
    newsRole: "admin",
    formerRole: "member",
    transferId: id,
    receiverName: "Mei-Lin Zhou",
    transferReason: "The owner left the company and can’t be reached.",
    transferEndsAt: new Date(Date.now() + 72 * 3_600_000),
    detail: null,
    createdAt: new Date(),
    signIn: { session: id, browser: "Firefox", system: "Linux", address: "192.0.2.7" },
    tokenId: id,
    purpose: null,
    tokenExpiresAt: expiry(),
    tokenOpen: true,
    leavingUntil: new Date(Date.now() + 7 * 86_400_000),
    newAddress: "meilin@apex-gaming.example",
    waiting: organisation.name,
    ...more,
  }) as MailRow;

/** One for each kind of mail: a new kind doesn't compile until it has a sample. */
const kinds: Record<Exclude<MailKind, "notice" | "transfer" | "security">, [name: string, when: string]> = {
  newDevice: ["New sign-in", "Somebody signed in from a device that the account didn’t know."],
  invitation: ["Invitation", "Somebody is invited, and the portal sends the mail."],
  verify: ["Address verification", "Somebody signed up, or asks for the link once more."],
  reset: ["Password reset", "Somebody forgot their password."],
  signInLink: ["Sign-in link", "Somebody wants to sign in without a password."],
  known: ["Account already exists", "Somebody signs up with an address that has an account."],
  newAddress: ["New address: confirm", "Somebody asked for another address for their account."],
  undoAddress: ["New address: undo", "An account has another address. This goes to the former one."],
  provisioned: ["New organisation", "The portal created an organisation for somebody who has no account yet."],
};
const news: Record<Exclude<NotificationKind, "invited" | TransferNews>, [name: string, when: string]> = {
  added: ["Notice: added", "Somebody was added without an invitation."],
  role: ["Notice: role changed", "Somebody’s role changed."],
  removed: ["Notice: removed", "Somebody was removed."],
  narrowed: ["Notice: restricted", "Somebody was restricted to some projects."],
  widened: ["Notice: no longer restricted", "Somebody can see all projects again."],
  joinRequest: ["Notice: request to join", "Somebody asks to join through the organisation’s own sign-in."],
  provisioned: ["Notice: new organisation", "The portal created an organisation for somebody who has an account."],
  suspended: ["Notice: suspended", "The portal suspended the organisation."],
  resumed: ["Notice: no longer suspended", "A suspension ended."],
  deleted: ["Notice: deleted", "The portal deleted the organisation."],
  restored: ["Notice: restored", "The portal restored the organisation."],
  draining: ["Notice: node draining", "A node that runs servers of the organisation is being drained."],
};

/** The first of two samples is for the receiver, the second for the owner. */
const transfers: Record<TransferNews, [name: string, when: string, roles?: string[]]> = {
  transferOffered: ["Transfer: offered", "The owner offers somebody the organisation."],
  transferAccepted: ["Transfer: accepted", "The offer was accepted."],
  transferDeclined: ["Transfer: declined", "The receiver declined."],
  transferCancelled: ["Transfer: cancelled", "The owner or the portal’s administration cancelled it."],
  transferPlanned: ["Transfer: begun by the portal", "The portal’s administration has begun it.", ["owner", "admin"]],
  transferObjected: ["Transfer: objection", "The owner objected to the portal’s transfer."],
  transferDone: ["Transfer: done by the portal", "The waiting time is over.", ["owner", "admin"]],
};

/** All mails that the product sends. */
export async function sampleMails(): Promise<Sample[]> {
  const square = { width: 64, height: 64, channels: 3, background: "#26324d" } as const;
  const picture = await sharp({ create: square }).webp().toBuffer();
  const shown = await withPicture(picture);
  const portal = (name: string, when: string, mail: MailRow, pictured: Buffer | null = null) => {
    const { from, to, subject, text, html } = writeLetter(mail, pictured);
    return { name, when, from, to, subject, text, html: shown(html) };
  };
  return [
    ...Object.entries(kinds).map(([kind, [name, when]]) => portal(name, when, row(kind as MailKind))),
    portal(
      "Invitation with an avatar",
      "The organisation has an avatar, which is attached.",
      row("invitation"),
      picture,
    ),
    ...Object.entries(news).map(([kind, [name, when]]) => portal(name, when, row("notice", { news: kind as "role" }))),
    ...Object.entries(transfers).flatMap(([kind, [name, when, roles = ["admin"]]]) =>
      roles.map((newsRole) =>
        portal(
          roles.length > 1 ? `${name}, to the ${newsRole === "owner" ? "receiver" : "owner"}` : name,
          when,
          row("transfer", { news: kind, newsRole }),
        ),
      ),
    ),
    ...securityNews.map((detail) => {
      const mail = row("security", { detail });
      const { subject } = writeLetter(mail, null);
      return portal(`Account: ${detail}`, `${subject}.`, mail);
    }),
    ...ownMails().map((mail) => ({ ...mail, html: shown(mail.html) })),
  ];
}

/** Mails that go through an organisation's own SMTP server. */
function ownMails(): Sample[] {
  const settings = {
    host: "mail.apex-gaming.example",
    port: 587,
    encryption: "starttls" as const,
    username: null,
    fromAddress: "post@apex-gaming.example",
    fromName: null,
    recipients: ["operations@apex-gaming.example"],
  };
  const facts = {
    actor: { kind: "user", id, name: "Tomasz Wieczorek" },
    target: { id, name: recipient },
  };
  const event = eventLetter(settings, { id, event: "member.invited", at: new Date(), organisation, facts });
  const tried = testLetter(organisation, { name: "Tomasz Wieczorek" }, settings);
  const invited = {
    fromName: organisation.name,
    to: [recipient],
    ...typeset(
      invitationWords(row("invitation", { role: "DNS keeper" })),
      new URL("https://portal.example/invitations/…").href,
    ),
  };
  const sent = (name: string, when: string, { fromName, to, subject, text, html }: typeof event) => ({
    name,
    when,
    from: `${fromName} <${settings.fromAddress}>`,
    to: to.join(", "),
    subject,
    text,
    html,
  });
  return [
    sent(
      "Own SMTP server: invitation",
      "Somebody is invited through it, here with a role of the organisation’s own.",
      invited,
    ),
    sent("Own SMTP server: event", "Something happened that its recipients subscribed to.", event),
    sent("Own SMTP server: test", "Somebody tests it.", tried),
  ];
}

/** A page can't show attachments, so the content of the avatar is put where the mail refers to it. */
async function withPicture(picture: Buffer) {
  const [enclosure] = await enclosed(picture);
  const data = `data:image/png;base64,${enclosure?.content.toString("base64")}`;
  return (html: string) => html.replaceAll(`cid:${enclosure?.cid}`, data);
}
