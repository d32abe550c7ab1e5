import type { MailRow } from "@/db/queries/mails";
import { isBuiltIn, roleName } from "@/lib/access";
import { toPng } from "@/lib/avatars/render";
import { env } from "@/lib/env";
import { mailLink } from "@/lib/mails/link";
import { withLinkBreaks } from "@/lib/mails/link_breaks";

/** A mail, ready to be sent. Plain text and HTML say the same. */
export interface Letter {
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  /** Made from the row's id, so that the same mail sent twice is known as one. */
  messageId: string;
  /** The organisation’s, as it is kept; it goes along with the mail, so that reading it tells nobody. */
  picture: Buffer | null;
}

/** How the mail’s HTML names the picture that goes along. */
const pictureId = "picture@guildhall";

/** The picture as mail programs show it: many don’t know WebP. Slow work. */
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

/** What an invitation’s mail says, whoever sends it; only the link behind its button differs. */
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
      `The invitation is for ${recipient} and can be answered until ${until(invitationExpiresAt)}.`,
    ],
    button: "Look at the invitation",
    foot: "If you don’t know what this is about, you can ignore this mail, or open the link and decline.",
  };
}

function words(mail: MailRow): Words {
  const { recipient } = mail;
  switch (mail.kind) {
    case "invitation":
      return invitationWords(mail);
    case "verify":
      return {
        subject: "Confirm your e-mail address",
        lines: [
          `Confirm that ${recipient} is your address, and your Guildhall account is ready.`,
          `The link works until ${until(mail.tokenExpiresAt)}.`,
        ],
        button: "Confirm the address",
        foot: "If you didn’t make an account, ignore this mail: nothing happens without the link.",
      };
    case "reset":
      return {
        subject: "Choose a new password",
        lines: [
          `Somebody, probably you, asked for a new password for ${recipient}.`,
          `The link works once, until ${until(mail.tokenExpiresAt)}.`,
        ],
        button: "Choose a new password",
        foot: "If you didn’t ask for this, ignore this mail: your password stays as it is.",
      };
    case "notice":
      return {
        subject: newsOf(mail),
        lines: [`${newsOf(mail)}.`, `${withLinkBreaks(mail.actorName ?? "Somebody")} did that.`],
        button: "Look at your notifications",
        foot: "You get this mail because you asked for it. You can stop that under Notifications in your account.",
      };
    default:
      return {
        subject: "You already have an account",
        lines: [
          `Somebody, probably you, tried to make a Guildhall account with ${recipient}.`,
          "There is one already. Sign in with it; if you forgot the password, the sign-in page helps.",
        ],
        button: "Sign in",
        foot: "If this wasn’t you, you need do nothing.",
      };
  }
}

/** What happened to somebody, in one line. */
function newsOf({ news, newsRole, formerRole, ...mail }: MailRow): string {
  const organisationName = withLinkBreaks(mail.organisationName ?? "");
  const role = withLinkBreaks(roleName(newsRole ?? "member"));
  if (news === "added") return `You now belong to ${organisationName}, in the role ${role}`;
  if (news === "removed") return `You don’t belong to ${organisationName} any more`;
  if (news === "narrowed") return `You now see only some of the projects of ${organisationName}`;
  if (news === "widened") return `You now see every project of ${organisationName}`;
  if (news === "draining") return `A node on which ${organisationName} has servers is being emptied`;
  return `Your role in ${organisationName} is now ${role}, and was ${withLinkBreaks(roleName(formerRole ?? "member"))}`;
}

/** "as an admin"; a role of the organisation's own by its name. */
const asRole = (role: string) => (isBuiltIn(role) ? `as ${articled(role)}` : `in the role “${withLinkBreaks(role)}”`);
const articled = (noun: string) => `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun.toLowerCase()}`;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** Writes the mail of an outbox row, link and all. The only place where a mailed link is made. */
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

/** What a mail is known by: the same each time that it is sent. */
export const messageIdOf = (id: string) =>
  `<${id}@${env()
    .PUBLIC_URL.hostname.replace(/^\[|\]$/g, "")
    .replaceAll(":", "-")}>`;

/** Both parts of a mail, with the link behind its button. @param pictured whose picture stands at its head, if one goes along */
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
