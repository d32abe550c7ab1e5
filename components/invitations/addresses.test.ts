import { describe, expect, it } from "vitest";
import { addressesIn } from "@/components/invitations/addresses";

describe("pasted addresses", () => {
  it("are separated by anything", () => {
    expect(addressesIn("a@x.org, b@x.org;c@x.org\nd@x.org\te@x.org | f@x.org\r\n\n")).toEqual(
      ["a", "b", "c", "d", "e", "f"].map((name) => `${name}@x.org`),
    );
    expect(addressesIn("  \n ,; ")).toEqual([]);
  });

  it("may come with names, brackets and full stops", () => {
    const pasted = 'Nora Newcomer <nora@x.org>, "Okonkwo, A." <ada@x.org>; (tom@x.org). <mailto:kim@x.org>';
    expect(addressesIn(pasted)).toEqual(["nora", "ada", "tom", "kim"].map((name) => `${name}@x.org`));
  });

  it("count once, however they are written", () => {
    expect(addressesIn("Nora@x.org nora@X.org")).toHaveLength(1);
  });

  it("keep invalid ones, so that they can be reported", () => {
    expect(addressesIn("nora@x.org nora at x.org")).toEqual(["nora@x.org", "nora", "at", "x.org"]);
  });
});
