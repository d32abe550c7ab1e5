import { describe, expect, it } from "vitest";
import { retiredText, retiredWords } from "./wording.mjs";

describe("the check of words", () => {
  it("finds a retired word wherever it is written, with its line and the better word", () => {
    expect(retiredText("lib/mails/send.ts", "/** Sends. */\n// It is sent anew.\n")).toEqual([
      "lib/mails/send.ts:2: “anew” is retired; better: again, from scratch; recreate, resend",
    ]);
    expect(retiredText("docs/dns.md", "An administrator vouches for it.")).toHaveLength(1);
    expect(retiredText("e2e/dns/dns.spec.ts", 'test("a zone that somebody vouched for", …)')).toHaveLength(1);
  });

  it("finds a word of screens in strings, not in comments and not in other files", () => {
    const label = '<HeadCell>Answer by</HeadCell>\n<Field label="Kept for" />';
    expect(retiredText("components/invitations/invitation-table.tsx", label)).toEqual([
      "components/invitations/invitation-table.tsx:1: “Answer by” is retired; better: Expires",
      "components/invitations/invitation-table.tsx:2: “Kept for” is retired; better: TTL",
    ]);
    expect(retiredText("components/dns/zone.tsx", "/** It is kept for an hour. */\n// Kept for an hour.\n")).toEqual(
      [],
    );
    expect(retiredText("lib/zones/view.ts", 'const label = "Kept for";')).toEqual([]);
    expect(retiredText("lib/projects/reasons.ts", '"There is no such project."')).toHaveLength(1);
  });

  it.each([
    "Changes take effect immediately.",
    "This can’t be undone.",
    "Too many attempts. Wait a little, then try again.",
    "The table has a column for each event.",
    "How it does this is in the guide; how it doesn’t, too.",
    "His roles of a lifetime came back.",
  ])("leaves a good sentence alone: %s", (sentence) => {
    expect(retiredText("components/ui/message/notice.tsx", `<p>${sentence}</p>`)).toEqual([]);
  });

  it("lets a word stand where it means something else", () => {
    expect(retiredText("components/dns/records/record-parts.ts", 'text("Mail server", 10)')).toEqual([]);
    expect(retiredText("components/smtp_servers/menu.tsx", 'label="Mail server"')).toHaveLength(1);
  });

  it("lets the glossary name what to avoid, and history be", () => {
    expect(retiredText("GLOSSARY.md", "| default role | the role of new invitations | usual role |")).toEqual([]);
    expect(retiredText("GLOSSARY.md", "| usual role | the role of new invitations | |")).toHaveLength(1);
    expect(retiredText("db/migrations/001_accounts.sql", "-- anew")).toEqual([]);
  });

  it("says the better word for each", () => {
    for (const [, better] of [...retiredWords.everywhere, ...retiredWords.screens]) expect(better).not.toBe("");
  });
});
