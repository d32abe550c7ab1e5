import { describe, expect, it } from "vitest";
import { changesOf, titleOf, wordsOf } from "@/components/activity/words";

const operations = [
  "member.add",
  "member.changeRole",
  "member.inviteMany",
  "member.leave",
  "member.narrow",
  "member.remove",
  "member.resendInvitation",
  "project.create",
  "project.delete",
  "project.update",
  "role.create",
  "role.delete",
  "role.update",
];

describe("the log in words", () => {
  it("has words for whatever is done to members, projects and roles, and another title for each", () => {
    for (const operation of operations) expect(wordsOf(operation)).not.toBe(operation);
    const titles = operations.map(titleOf);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toContain("Gave another role");
  });

  it("says that an organisation is renamed only when it is, and that a logo couldn’t be fetched", () => {
    const before = { name: "Apex", handle: "apex" };
    expect(wordsOf("organisation.update", { before, after: { ...before, name: "Apex Gaming" } })).toBe("renamed");
    expect(wordsOf("organisation.update", { before, after: { ...before, handle: "apex-gaming" } })).toBe("renamed");
    const logo = "https://example.org/a.png";
    expect(wordsOf("organisation.update", { before, after: { ...before, logo } })).toBe("changed");
    expect(titleOf("organisation.update")).toBe("Renamed");
    expect(wordsOf("organisation.fetchLogo", { after: { problem: "…" } })).toBe("couldn’t fetch the logo of");
  });

  it("shows no name of a picture, and yes or no for what is one of two", () => {
    expect(changesOf({ after: { picture: "9f".repeat(32) } })).toEqual([]);
    expect(changesOf({ before: { byMail: false }, after: { byMail: true } })).toEqual(["by mail: no → yes"]);
  });

  it("shows of a role's permissions what is new and what is gone", () => {
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
