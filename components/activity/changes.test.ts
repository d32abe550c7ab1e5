import { describe, expect, it } from "vitest";
import { changesOf } from "@/components/activity/changes";

describe("the changes of a row in the activity", () => {
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
