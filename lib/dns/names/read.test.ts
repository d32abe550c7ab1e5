import { describe, expect, it } from "vitest";
import { isBelow, isWithin, labelsOf, nameOf, namesAbove, parentOf, sortKey } from "@/lib/dns/names/labels";
import { readName, readOwner, readZoneName } from "@/lib/dns/names/read";
import { shownName } from "@/lib/dns/names/shown";

const zone = "example.net";

describe("a typed name becomes its canonical form", () => {
  it.each([
    ["@", "example.net"],
    ["www", "www.example.net"],
    ["  WWW ", "www.example.net"],
    ["www.example.net", "www.example.net"],
    ["www.example.net.", "www.example.net"],
    ["example.net", "example.net"],
    ["notexample.net", "notexample.net.example.net"],
    ["*", "*.example.net"],
    ["*.sub", "*.sub.example.net"],
    ["_sip._tcp", "_sip._tcp.example.net"],
    ["0/25", "0/25.example.net"],
    ["Bücher", "xn--bcher-kva.example.net"],
    ["straße", "xn--strae-oqa.example.net"],
    ["日本。www", "xn--wgv71a.www.example.net"],
    ["a\\.b", "a\\.b.example.net"],
    ["a\\032\\065", "a\\032a.example.net"],
    ["\\255", "\\255.example.net"],
    ["a\\\\b", "a\\\\b.example.net"],
  ])("%s", (typed, name) => {
    expect(readOwner(typed, zone, "typed")).toBe(name);
  });
});

it("reads a zone’s name in full", () => {
  expect([" Example.NET ", "bücher.example.", "2.0.192.in-addr.arpa"].map(readZoneName)).toEqual([
    "example.net",
    "xn--bcher-kva.example",
    "2.0.192.in-addr.arpa",
  ]);
  expect(() => readZoneName("@")).toThrow("Enter the zone’s name, such as example.net.");
  expect(() => readZoneName(".")).toThrow("Enter the zone’s name, such as example.net.");
  expect(() => readZoneName("*.example.net")).toThrow("A zone’s name can’t have a *. Enter the name without it.");
  expect(() => readZoneName("https://example.net")).toThrow(/web address/);
});

it("reads names in a file literally", () => {
  expect(readName("www.example.net", zone, "file")).toBe("www.example.net.example.net");
  expect(readName("a+b", zone, "file")).toBe("a+b.example.net");
  expect(readName(".", zone, "file")).toBe("");
});

it("allows 63 bytes in a label and 255 octets in a name, and no more", () => {
  const label = "a".repeat(63);
  const long = [label, label, label].join(".");
  expect(readName(`${long}.${"b".repeat(61)}.`, zone, "file")).toHaveLength(253);
  expect(() => readName(`${long}.${"b".repeat(62)}.`, zone, "file")).toThrow(/too long/);
  expect(readName("\\255".repeat(63), zone, "file")).toHaveLength(4 * 63 + 12);
  expect(() => readName("\\255".repeat(64), zone, "file")).toThrow(/too long/);
});

describe("typing a displayed name gives the same name", () => {
  it.each([
    ["example.net", "@"],
    ["www.example.net", "www"],
    ["xn--bcher-kva.example.net", "bücher"],
    ["xn--strae-oqa.example.net", "straße"],
    // Cyrillic and Latin letters in one label, and a label that isn’t international at all.
    ["xn--pple-43d.example.net", "xn--pple-43d"],
    ["xn--zzzzzzzz99.example.net", "xn--zzzzzzzz99"],
    ["www.example.net.example.net", "www.example.net.example.net."],
    ["a\\.b.example.net", "a\\046b"],
    ["a+b.example.net", "a\\043b"],
    ["www.example.org", "www.example.org."],
  ])("%s", (name, shown) => {
    expect(shownName(name, zone)).toBe(shown);
    expect(readName(shown, zone, "typed")).toBe(name);
  });
});

it("compares names by labels", () => {
  expect(isWithin("a.example.net", zone)).toBe(true);
  expect(isWithin("aexample.net", zone)).toBe(false);
  expect(isWithin("a\\.example.net", zone)).toBe(false);
  expect(isWithin("a\\\\.example.net", zone)).toBe(true);
  expect(isBelow(zone, zone)).toBe(false);
  expect(namesAbove("a.b.example.net", zone)).toEqual(["b.example.net", "example.net"]);
  expect(parentOf("a\\.b.c")).toBe("c");
  expect(labelsOf("a\\.b\\032.c")).toEqual(["a.b ", "c"]);
  expect(nameOf(["a.b ", "c"])).toBe("a\\.b\\032.c");
});

it("sorts in the canonical order of RFC 4034", () => {
  const order = [
    "example",
    "a.example",
    "yljkjljk.a.example",
    "z.a.example",
    "zabc.a.example",
    "z.example",
    "\\001.z.example",
    "*.z.example",
    "\\200.z.example",
  ];
  const sorted = [...order].reverse().sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  expect(sorted).toEqual(order);
});
