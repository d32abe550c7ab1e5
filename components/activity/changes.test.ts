import { describe, expect, it } from "vitest";
import { changesOf } from "@/components/activity/changes";

describe("the changes shown for a row of the activity", () => {
  it("don't show the file name of an avatar, and show yes or no for a switch", () => {
    expect(changesOf({ after: { picture: "9f".repeat(32) } })).toEqual([]);
    expect(changesOf({ before: { byMail: false }, after: { byMail: true } })).toEqual(["by mail: no → yes"]);
  });

  it("name a field in words, and an RRset by its name and type", () => {
    expect(changesOf({ after: { portalTier: "paid" } })).toEqual(["portal tier: Pro Portal"]);
    expect(
      changesOf({ before: { "_dmarc TXT": "none" }, after: { "_dmarc TXT": '"v=DMARC1"', "@ AAAA": "::1" } }),
    ).toEqual(['_dmarc TXT: none → "v=DMARC1"', "@ AAAA: ::1"]);
  });

  it("show a time as people read it, and the screen’s word for a field", () => {
    expect(changesOf({ after: { reach: "organisation", expiresAt: "2026-12-01T18:51:47.906Z" } })).toEqual([
      "scope: organisation",
      "expires at: Tuesday 1 December 2026, 18:51 UTC",
    ]);
  });

  it("show which permissions a role gained and lost", () => {
    const before = { name: "Helper", permissions: "member.read, dns.read" };
    expect(changesOf({ before, after: { name: "Helper", permissions: "member.read, member.create" } })).toEqual([
      "now allows: invite people",
      "no longer allows: see the zones",
    ]);
    expect(changesOf({ before: { permissions: "nothing" }, after: { permissions: "dns.read" } })).toEqual([
      "now allows: see the zones",
    ]);
    expect(changesOf({ after: { permissions: "dns.read" } })).toEqual(["permissions: see the zones"]);
  });
});
