import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBelow } from "@/lib/dns/names/labels";
import { readRecord, type ZoneRecord } from "@/lib/dns/records/record";
import { type RRset, setsOf } from "@/lib/dns/records/rrset";
import { checkSets } from "@/lib/dns/rules/check";
import { changesOf, diffZones } from "@/lib/dns/rules/diff";
import { targetsOf } from "@/lib/dns/rules/future_zone";
import { neighboursOf } from "@/lib/dns/rules/neighbours";

const zone = "example.net";
/** "www A 192.0.2.1" */
const record = (line: string): ZoneRecord => {
  const [name = "", type = "", ...content] = line.split(" ");
  return readRecord({ name, type, content: content.join(" ") }, zone);
};
const zoneOf = (...lines: string[]) => ["@ NS ns1", ...lines].map(record);
const digest = `1 13 2 ${"ab".repeat(32)}`;

/** The findings when one list of records becomes another and only the requested neighbours are given. */
function found(before: ZoneRecord[], after: ZoneRecord[]) {
  const changes = changesOf(diffZones(before, after));
  const stored = [...setsOf(before).values()];
  return checkSets(zone, changes, handedIn(stored, neighboursOf(zone, changes)));
}

function handedIn(stored: RRset[], { names, below, newAliases }: ReturnType<typeof neighboursOf>) {
  return stored.filter(
    (set) =>
      names.includes(set.name) ||
      below.some((name) => isBelow(set.name, name)) ||
      targetsOf(set).some((target) => newAliases.includes(target)),
  );
}

describe("conflicting records are refused, whichever came first", () => {
  it.each([
    [
      "set.cname",
      ["a CNAME b"],
      "a A 192.0.2.1",
      "a.example.net has a CNAME, which can’t be combined with other records. Delete the CNAME or the others.",
    ],
    ["set.cname", ["a TXT x"], "a CNAME b"],
    ["set.cname", ["a NS ns9"], "a CNAME b"],
    ["set.twoCnames", ["a CNAME b"], "a CNAME c", "a.example.net can have only one CNAME. Delete the other one."],
    ["set.twoDnames", ["a DNAME b"], "a DNAME c", "a.example.net can have only one DNAME. Delete the other one."],
    [
      "set.cnameApex",
      [],
      "@ CNAME other.example.org",
      "The root (@) can’t be a CNAME, because its NS records are there. Use A and AAAA records.",
    ],
    [
      "set.dsWithoutNs",
      [],
      `a DS ${digest}`,
      "A DS record at a.example.net needs NS records at the same name. Add those first.",
    ],
    [
      "set.dsApex",
      [],
      `@ DS ${digest}`,
      "A DS record of the root (@) belongs in the parent zone. Give it to your registrar.",
    ],
    [
      "set.dnameBelow",
      ["b.a A 192.0.2.1"],
      "a DNAME c",
      "a.example.net has a DNAME, so there can be no names below it. Delete the DNAME or b.a.example.net.",
    ],
    ["set.dnameBelow", ["a DNAME c"], "c.b.a A 192.0.2.1"],
    ["set.dnameBelow", ["a A 192.0.2.1"], "@ DNAME example.org"],
    [
      "set.dnameNs",
      ["a NS ns9"],
      "a DNAME c",
      "a.example.net can’t have both DNAME and NS records. Delete one of them.",
    ],
    [
      "set.targetCname",
      ["a CNAME b"],
      "@ MX 10 a",
      "example.net points to a.example.net, which is a CNAME. Point it to that one’s target: b.example.net.",
    ],
    ["set.targetCname", ["a CNAME b"], "s SRV 0 0 1 a"],
    ["set.targetCname", ["a CNAME b"], "s NS a"],
    ["set.targetCname", ["@ MX 10 a"], "a CNAME b"],
    ["set.targetCname", [], "ns1 CNAME b"],
  ])("%s: %j, then %s", (reason, before, line, message?: string) => {
    const [stored, added] = [zoneOf(...before), record(line)];
    const expected = { level: "refusal", reason, ...(message && { message }) };
    expect(found(stored, [...stored, added])).toContainEqual(expect.objectContaining(expected));
    // All at once, as in an import.
    expect(found([], [...stored, added])).toContainEqual(expect.objectContaining(expected));
  });
});

it("requires an NS record at the apex, and NS beside DS", () => {
  expect(found(zoneOf(), [])).toMatchObject([
    {
      reason: "set.noNs",
      message: "The root (@) needs at least one NS record. Keep one, or add another first.",
    },
  ]);
  expect(found(zoneOf(), [record("@ NS ns2.example.org")])).toEqual([]);
  // A pending zone may have none yet and can be edited all the same.
  expect(found([], [record("www A 192.0.2.1")])).toEqual([]);
  const signed = zoneOf("a NS ns.example.org", `a DS ${digest}`);
  expect(
    found(
      signed,
      signed.filter(({ name, type }) => type !== "NS" || name === zone),
    ),
  ).toMatchObject([{ reason: "set.dsWithoutNs" }]);
});

it("warns of records hidden by a delegation, except for glue", () => {
  const cut = ["a NS ns.a.example.net", "ns.a A 192.0.2.1", "ns.a AAAA 2001:db8::1"];
  expect(found([], zoneOf(...cut, `a DS ${digest}`))).toEqual([]);
  const hidden = [...cut, "b.a A 192.0.2.1", "ns.a TXT x", "a A 192.0.2.1", "a MX 10 b"];
  expect(found([], zoneOf(...hidden)).map(({ level, name, type }) => `${level} ${name} ${type}`)).toEqual([
    "warning b.a.example.net A",
    "warning ns.a.example.net TXT",
    "warning a.example.net A",
    "warning a.example.net MX",
  ]);
  expect(found(zoneOf("b.a TXT x"), zoneOf("b.a TXT x", "a NS ns.example.org"))).toMatchObject([
    {
      level: "warning",
      reason: "set.hidden",
      message:
        "b.a.example.net is inside the delegation of a.example.net: resolvers ask only that delegation’s name servers for it.",
    },
  ]);
});

it("ignores earlier errors and unrelated records", () => {
  const before = zoneOf("a CNAME b", "c A 192.0.2.1");
  expect(found(before, [...before, record("d A 192.0.2.1"), record("e MX 10 a.example.org")])).toEqual([]);
  expect(found(zoneOf("a CNAME b", "@ MX 10 c"), zoneOf("@ MX 10 c"))).toEqual([]);
  expect(found(zoneOf("a CNAME b"), zoneOf("a A 192.0.2.1"))).toEqual([]);
});

it("refuses duplicates, names outside the zone, RRsets too large for an answer and too many records", () => {
  const judge = (set: Partial<RRset>, bounds = {}) => {
    const after = { name: "a.example.net", type: "A", ttl: 60, contents: ["192.0.2.1"], ...set };
    const ns = [...setsOf(zoneOf()).values()];
    return checkSets(zone, [{ name: after.name, type: after.type, after }], ns, bounds).map(({ reason }) => reason);
  };
  expect(judge({})).toEqual([]);
  expect(judge({ contents: ["192.0.2.1", "192.0.2.1"] })).toEqual(["set.duplicate"]);
  expect(judge({ name: "a.example.org" })).toEqual(["name.outside"]);
  const many = (count: number) => Array.from({ length: count }, (_, n) => `10.0.${n >> 8}.${n & 255}`);
  expect(judge({ contents: many(3_900) })).toEqual([]);
  expect(judge({ contents: many(4_100) })).toEqual(["set.large"]);
  expect(judge({}, { count: 11, mostRecords: 10 })).toEqual(["zone.large"]);
});

it("finds the same with the requested neighbours as with the whole zone", () => {
  const name = fc.constantFrom("@", "a", "b", "b.a", "c.b.a", "*.a", "ns1");
  const line = fc
    .tuple(
      name,
      fc.constantFrom(
        "A 192.0.2.1",
        "CNAME a",
        "DNAME b",
        "NS ns.b.a.example.net",
        "MX 10 b.a.example.net",
        `DS ${digest}`,
        "TXT x",
      ),
    )
    .filter(([own, rest]) => !own.startsWith("*") || /^[AMTC]/.test(rest))
    .map((parts) => record(parts.join(" ")));
  const records = fc.uniqueArray(line, { maxLength: 8, selector: (each) => JSON.stringify(each) });
  const key = (list: ReturnType<typeof found>) => list.map((finding) => JSON.stringify(finding)).sort();
  fc.assert(
    fc.property(records, records, (before, after) => {
      const changes = changesOf(diffZones(before, after));
      expect(key(found(before, after))).toEqual(key(checkSets(zone, changes, setsOf(before).values())));
    }),
    { numRuns: 2000 },
  );
});

it("checks a hundred thousand RRsets and as many aliases in bounded time", () => {
  const before = Array.from({ length: 50_000 }, (_, n) => ({
    name: `h${n}.example.net`,
    type: "MX",
    ttl: 60,
    content: `10 t${n}.example.net.`,
  }));
  const aliases = Array.from({ length: 50_000 }, (_, n) => ({
    name: `t${n}.example.net`,
    type: "CNAME",
    ttl: 60,
    content: "x.example.org.",
  }));
  const changes = changesOf(diffZones([], aliases));
  const begin = process.cpuUsage();
  expect(checkSets(zone, changes, setsOf(before).values())).toHaveLength(100);
  expect(process.cpuUsage(begin).user).toBeLessThan(5_000_000);
});
