import { describe, expect, it } from "vitest";
import type { MailRow } from "@/db/queries/mails";
import { invitationWords, typeset } from "@/lib/mails/letter";
import { withLinkBreaks } from "@/lib/mails/link_breaks";
import { signedRequest } from "@/lib/webhooks/body";

/** What mail programs and messengers turn into links, roughly and greedily. */
const linked = /\b[a-z0-9-]+\.[a-z]{2,}\b|https?:\/\/|\w@\w/i;
const visible = (text: string) => text.replaceAll("\u2060", "");

const names = [
  "evil.com/login",
  "https://evil.com",
  "www.evil.com",
  "help@evil.com",
  "a.b.c.example.org:8443",
  "//evil.co",
];

describe("a name that looks like an address", () => {
  it.each(names)("stays readable but doesn't become a link: %s", (name) => {
    expect(withLinkBreaks(name)).not.toMatch(linked);
    expect(visible(withLinkBreaks(name))).toBe(name);
  });

  it.each(["Play @ Night", "Apex Gaming", "Mr. X", "v. 2: the return"])(
    "isn't confused with one that doesn't: %s",
    (name) => {
      expect(withLinkBreaks(name)).toBe(name);
    },
  );

  it.each(names)("isn't a link in an invitation e-mail, as text or as HTML: %s", (name) => {
    const about = {
      organisationName: name,
      inviterName: name,
      role: name,
      recipient: "you",
      invitationExpiresAt: null,
    };
    const { subject, text, html } = typeset(invitationWords(about as MailRow), "LINK", name);
    for (const part of [subject, text, html.replace(/<[^>]*>/g, " ")]) {
      expect(part).not.toMatch(linked);
      expect(visible(part)).toContain(name);
    }
  });

  it.each(names)("isn't a link in a Slack message: %s", (name) => {
    const { body } = signedRequest(
      "slack",
      "secret",
      {
        id: "1",
        event: "project.created",
        at: new Date(0),
        organisation: { id: "1", handle: "apex", name },
        facts: { actor: { kind: "user", id: null, name }, target: { id: "1", name } },
      },
      0,
    );
    const sent = JSON.parse(body) as { text: string; mrkdwn: boolean };
    expect(sent.mrkdwn).toBe(false);
    expect(body.replaceAll("project.created", "")).not.toMatch(linked);
  });
});
