import { createHmac } from "node:crypto";
import type { Telling } from "@/lib/events/attempt";
import { eventWords } from "@/lib/events/events";
import { withLinkBreaks } from "@/lib/mails/link_breaks";
import type { Format } from "@/lib/webhooks/schema";

/** "Olive Owner: Web". */
function subject({ facts: { actor, target } }: Telling): string {
  return target?.name ? `${actor.name}: ${target.name}` : actor.name;
}

/** Escapes the characters that Discord would interpret. */
const forDiscord = (text: string) => text.replace(/[\\`*_~|<>[\]()#@:-]/g, "\\$&");
/** Escapes the characters that Slack would read as a link or a mention. */
const forSlack = (text: string) =>
  withLinkBreaks(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

const bodies: Record<Format, (telling: Telling) => object> = {
  generic: ({ id, event, at, organisation, facts: { actor, target } }) => {
    return { event, delivery: id, at: at.toISOString(), organisation, actor, target };
  },
  discord: (telling) => ({
    content: `${eventWords(telling.event)} in ${forDiscord(telling.organisation.name)}.`,
    embeds: [
      {
        title: eventWords(telling.event),
        description: forDiscord(subject(telling)),
        timestamp: telling.at.toISOString(),
        footer: { text: telling.event },
      },
    ],
    // A name must not mention anybody.
    allowed_mentions: { parse: [] },
  }),
  slack: (telling) => ({
    // Names stay plain text: no formatting, no mentions, no link previews.
    ...{ mrkdwn: false, link_names: false, unfurl_links: false, unfurl_media: false },
    text: forSlack(`${eventWords(telling.event)} in ${telling.organisation.name}. ${subject(telling)}`),
    blocks: [
      { type: "header", text: { type: "plain_text", text: eventWords(telling.event), emoji: false } },
      { type: "section", text: { type: "plain_text", text: withLinkBreaks(subject(telling)), emoji: false } },
      {
        type: "context",
        elements: [
          { type: "plain_text", text: `${withLinkBreaks(telling.organisation.name)}, ${telling.event}`, emoji: false },
        ],
      },
    ],
  }),
};

/**
 * The message and its headers. The signature covers the time, so that an old one can be refused. @param seconds since
 * 1970
 */
export function signedRequest(format: Format, secret: string, telling: Telling, seconds: number) {
  const body = JSON.stringify(bodies[format](telling));
  const signature = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return {
    body,
    headers: {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      "user-agent": "Guildhall",
      "x-guildhall-event": telling.event,
      "x-guildhall-delivery": telling.id,
      "x-guildhall-timestamp": String(seconds),
      "x-guildhall-signature": `sha256=${signature}`,
    },
  };
}
