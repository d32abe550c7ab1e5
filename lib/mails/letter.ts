import type { MailRow } from "@/db/queries/mails";
import { isBuiltIn, roleName } from "@/lib/access";
import { toPng } from "@/lib/avatars/render";
import { env, passwordSignIn } from "@/lib/env";
import { addressWords } from "@/lib/mails/address_words";
import { mailLink } from "@/lib/mails/link";
import { withLinkBreaks } from "@/lib/mails/link_breaks";
import { securityLetterWords } from "@/lib/mails/security_words";
import { signInLetterWords } from "@/lib/mails/sign_in_words";
import { transferWords } from "@/lib/mails/transfer_words";

/** An e-mail, ready to be sent. Plain text and HTML say the same. */
export interface Letter {
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  /** Made from the row's id, so that an e-mail sent twice is recognised as the same. */
  messageId: string;
  /** The organisation’s avatar as stored. It is attached, so that opening the e-mail fetches nothing. */
  picture: Buffer | null;
}

/** How the HTML refers to the attached avatar. */
const pictureId = "picture@guildhall";

/** The avatar as a PNG, because many mail programs don’t know WebP. Slow. */
export async function enclosed(picture: Buffer | null) {
  if (!picture) return [];
  return [
    {
      cid: pictureId,
      filename: "picture.png",
      contentType: "image/png",
      contentDisposition: "inline" as const,
      content: await toPng(picture),
    },
  ];
}

interface Words {
  subject: string;
  lines: string[];
  button: string;
  foot: string;
}

const expiryFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short", timeZone: "UTC" });
const until = (date: Date | null) => (date ? `${expiryFormat.format(date)} UTC` : "soon");

/** The text of an invitation e-mail, whoever sends it; only the link behind its button differs. */
export function invitationWords(
  about: Pick<MailRow, "organisationName" | "inviterName" | "role" | "recipient" | "invitationExpiresAt">,
): Words {
  const { role, recipient, invitationExpiresAt } = about;
  const organisationName = withLinkBreaks(about.organisationName ?? "");
  const inviterName = withLinkBreaks(about.inviterName ?? "Somebody");
  return {
    subject: `${inviterName} invites you to ${organisationName} on Guildhall`,
    lines: [
      `${inviterName} invites you to join ${organisationName} ${asRole(role ?? "member")}.`,
      `The invitation is for ${recipient} and is valid until ${until(invitationExpiresAt)}.`,
    ],
    button: "View invitation",
    foot: "If you don’t know what this is about, you can ignore this e-mail, or open the link and decline.",
  };
}

function words(mail: MailRow): Words {
  const { recipient } = mail;
  switch (mail.kind) {
    case "invitation":
      return invitationWords(mail);
    case "verify":
      return {
        subject: "Verify your e-mail address",
        lines: [
          `Verify that ${recipient} is your e-mail address, and your Guildhall account is ready.`,
          `The link works until ${until(mail.tokenExpiresAt)}.`,
        ],
        button: "Verify address",
        foot: "If you didn’t create an account, ignore this e-mail: nothing happens unless you use the link.",
      };
    case "reset":
      return {
        subject: "Choose a new password",
        lines: [
          `Somebody, probably you, asked for a new password for ${recipient}.`,
          `The link works once, until ${until(mail.tokenExpiresAt)}.`,
        ],
        button: "Choose a new password",
        foot: "If you didn’t ask for this, ignore this e-mail: your password stays the same.",
      };
    case "signInLink":
      return {
        subject: "Your sign-in link",
        lines: [
          `Somebody, probably you, asked for a link to sign in as ${recipient}.`,
          `The link works once, until ${until(mail.tokenExpiresAt)}. Don’t pass it on: anybody who has it can sign in as you.`,
        ],
        button: "Sign in",
        foot: "If you didn’t ask for this, ignore this e-mail: nothing happens unless you use the link.",
      };
    case "provisioned": {
      const waiting = withLinkBreaks(mail.waiting ?? "");
      return {
        subject: `${waiting} is ready for you on Guildhall`,
        lines: [
          `A portal administrator created ${waiting} for ${recipient}, and made you the owner.`,
          `Choose your name${passwordSignIn() ? " and a password" : ""}, and start. The link works until ${until(mail.tokenExpiresAt)}.`,
        ],
        button: "Set up your account",
        foot: "If you don’t know what this is about, ignore this e-mail: nobody gets in without the link.",
      };
    }
    case "newAddress":
    case "undoAddress":
      return addressWords(mail, until);
    case "notice":
      return {
        subject: newsOf(mail),
        lines: [`${newsOf(mail)}.`, `${withLinkBreaks(mail.actorName ?? "Somebody")} did this.`],
        button: "View notifications",
        foot: isPortalNews(mail.news)
          ? "If you didn’t expect this, contact the portal’s administrator."
          : "You get this e-mail because you enabled it. You can disable it in your account, under Notification settings.",
      };
    case "security":
      return securityLetterWords(mail, until);
    case "newDevice":
      return signInLetterWords(mail, until);
    case "transfer":
      return transferWords(mail, until);
    default:
      return {
        subject: "You already have an account",
        lines: [
          `Somebody, probably you, tried to create a Guildhall account with ${recipient}.`,
          "You already have one. Sign in, or reset your password on the sign-in page if you forgot it.",
        ],
        button: "Sign in",
        foot: "If this wasn’t you, you don’t need to do anything.",
      };
  }
}

/** What happened to somebody, in one line. */
function newsOf({ news, newsRole, formerRole, ...mail }: MailRow): string {
  const organisationName = withLinkBreaks(mail.organisationName ?? "");
  const role = withLinkBreaks(roleName(newsRole ?? "member"));
  if (news === "added") return `You are now a member of ${organisationName}, with the role ${role}`;
  if (news === "removed") return `You are no longer a member of ${organisationName}`;
  if (news === "narrowed") return `You can now see only some projects of ${organisationName}`;
  if (news === "widened") return `You can now see all projects of ${organisationName}`;
  if (news === "joinRequest") return `Somebody asks to join ${organisationName}`;
  if (news === "provisioned") return `${organisationName} was created for you, and you are its owner`;
  if (news === "suspended") return `${organisationName} was suspended by the portal`;
  if (news === "resumed") return `The suspension of ${organisationName} has ended`;
  if (news === "deleted") return `${organisationName} was deleted by the portal`;
  if (news === "restored") return `${organisationName} was restored by the portal`;
  if (news === "draining") return `A node that runs servers of ${organisationName} is being drained`;
  return `Your role in ${organisationName} is now ${role}; it was ${withLinkBreaks(roleName(formerRole ?? "member"))}`;
}

/** Not enabled by anybody: the portal’s administration did something to an organisation, or its time was over. */
const isPortalNews = (news: string | null) =>
  ["provisioned", "suspended", "resumed", "deleted", "restored"].includes(news ?? "");

/** "as an admin"; a custom role by its name. */
const asRole = (role: string) => (isBuiltIn(role) ? `as ${articled(role)}` : `with the role “${withLinkBreaks(role)}”`);
const articled = (noun: string) => `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun.toLowerCase()}`;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** Writes the e-mail of a row, with its link. The only place where a mailed link is made. */
export function writeLetter(mail: MailRow, picture: Buffer | null): Letter {
  const { MAIL_FROM } = env();
  return {
    to: mail.recipient,
    from: MAIL_FROM,
    ...typeset(words(mail), mailLink(mail, "mailed"), picture && mail.organisationName),
    picture,
    messageId: messageIdOf(mail.id),
  };
}

/** An e-mail's Message-ID: the same each time that it is sent. */
export const messageIdOf = (id: string) =>
  `<${id}@${env()
    .PUBLIC_URL.hostname.replace(/^\[|\]$/g, "")
    .replaceAll(":", "-")}>`;

/** Both parts of an e-mail, with the link behind its button. @param pictured whose avatar is at its head, if one is attached */
export function typeset({ subject, lines, button, foot }: Words, link: string, pictured: string | null = null) {
  return {
    subject,
    text: `${[...lines, `${button}:\n${link}`, foot].join("\n\n")}\n`,
    html: htmlOf({ lines, button, foot }, link, pictured),
  };
}

function htmlOf({ lines, button, foot }: Omit<Words, "subject">, link: string, pictured: string | null): string {
  const paragraph = (text: string, style: string) => `<p style="margin:0 0 16px;${style}">${escapeHtml(text)}</p>`;
  const href = escapeHtml(link);
  const head =
    pictured &&
    `<p style="margin:0 0 20px;font-weight:600"><img src="cid:${pictureId}" alt="" width="40" height="40" style="width:40px;height:40px;border-radius:9px;vertical-align:middle;margin-right:12px">${escapeHtml(withLinkBreaks(pictured))}</p>\n`;
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0;padding:32px 16px;font:16px/1.5 system-ui,sans-serif;color:#1d2523;background:#f4f4f1">
<div style="max-width:32rem;margin:0 auto;padding:32px;background:#fff;border-radius:12px">
${head || ""}${lines.map((text) => paragraph(text, "")).join("\n")}
<p style="margin:24px 0"><a href="${href}" style="display:inline-block;padding:10px 18px;border-radius:7px;background:#00625c;color:#fff;text-decoration:none;font-weight:600">${escapeHtml(button)}</a></p>
${paragraph(`If the button doesn’t work, open this address: ${link}`, "font-size:13px;word-break:break-all;color:#4b5552")}
${paragraph(foot, "font-size:13px;margin:0;color:#4b5552")}
</div></body></html>`;
}
