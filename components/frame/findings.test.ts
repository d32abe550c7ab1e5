import { describe, expect, it } from "vitest";
import { findAmong, markedParts } from "@/components/frame/findings";

const findings = [
  { id: "1", group: "Apex Gaming", label: "Members" },
  { id: "2", group: "Apex Gaming", label: "Invitations", words: "invited" },
  { id: "3", group: "Organisations", label: "New Émigrés", about: "emigres" },
  { id: "4", group: "Organisations", label: "Émigrés", about: "old" },
  { id: "5", group: "Run", label: "Invite somebody" },
];
const found = (typed: string) => findAmong(findings, typed).map(({ id }) => id);

describe("findAmong", () => {
  it("shows everything until something is typed", () => {
    expect(found("  ")).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("finds entries that have every word in label, note or synonym, and keeps the groups in order", () => {
    expect(found("inv")).toEqual(["2", "5"]);
    expect(found("somebody invite")).toEqual(["5"]);
    expect(found("invited")).toEqual(["2"]);
    expect(found("members of parliament")).toEqual([]);
  });

  it("puts entries that begin with the words first, ignoring accents and case", () => {
    expect(found("EMIGR")).toEqual(["4", "3"]);
    expect(findAmong([{ id: "1", group: "", label: "Ørsted" }], "orst")).toHaveLength(1);
  });

  it("marks the typed words in the label", () => {
    expect(markedParts("Apex Gaming", "GAM")).toEqual(["Apex ", "Gam", "ing"]);
    expect(markedParts("Apex Gaming", "x y")).toEqual(["Apex Gaming"]);
    expect(markedParts("Apex Gaming", "")).toEqual(["Apex Gaming"]);
  });
});
