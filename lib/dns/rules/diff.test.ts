import { expect, it } from "vitest";
import type { ZoneRecord } from "@/lib/dns/records/record";
import { recordsOf } from "@/lib/dns/records/rrset";
import { asksOnceMore, changesOf, diffZones, recordsTouched } from "@/lib/dns/rules/diff";

const record = (name: string, content: string, ttl = 60): ZoneRecord => ({ name, type: "A", ttl, content });
const many = (count: number, from = 0) => Array.from({ length: count }, (_, n) => record(`h${n + from}`, "192.0.2.1"));

it("lists added, removed and changed RRsets", () => {
  const before = [record("a", "1"), record("a", "2"), record("b", "1"), record("c", "1"), record("d", "1")];
  const after = [record("d", "1"), record("a", "3"), record("a", "2"), record("c", "1", 120), record("e", "1")];
  const diff = diffZones(before, after);
  expect(diff.added).toEqual([{ name: "e", type: "A", ttl: 60, contents: ["1"] }]);
  expect(diff.removed).toEqual([{ name: "b", type: "A", ttl: 60, contents: ["1"] }]);
  expect(diff.changed.map(({ before: { contents }, after: { name, ttl } }) => [name, ttl, contents])).toEqual([
    ["a", 60, ["1", "2"]],
    ["c", 120, ["1"]],
  ]);
  expect(diff.unchanged.flatMap(recordsOf)).toEqual([record("d", "1")]);
  expect(changesOf(diff).map(({ name, after: set }) => [name, set?.contents.length ?? 0])).toEqual([
    ["b", 0],
    ["e", 1],
    ["a", 2],
    ["c", 1],
  ]);
  expect(recordsTouched(diff)).toBe(3);
});

it("ignores the order of records", () => {
  const records = [...many(20), record("h1", "192.0.2.2")];
  expect(diffZones(records, [...records].reverse())).toMatchObject({ added: [], removed: [], changed: [] });
});

it("asks for confirmation above 30 % of ten or more records", () => {
  const asks = (before: ZoneRecord[], after: ZoneRecord[]) => asksOnceMore(diffZones(before, after), before.length);
  expect(asks(many(10), many(7))).toBe(false);
  expect(asks(many(10), many(6))).toBe(true);
  expect(asks(many(9), [])).toBe(false);
  expect(asks(many(10), many(1_000))).toBe(false);
  // A changed TTL touches every record of the RRset.
  expect(
    asks(
      many(10),
      many(10).map((each, n) => ({ ...each, ttl: n < 4 ? 1 : 60 })),
    ),
  ).toBe(true);
  // An added record changes its RRset, but touches no existing record.
  expect(asks(many(10), [...many(10), ...many(10).map((each) => ({ ...each, content: "192.0.2.9" }))])).toBe(false);
});

it("compares a hundred thousand records in bounded time", () => {
  const begin = process.cpuUsage();
  expect(diffZones(many(100_000), many(100_000, 50_000)).unchanged).toHaveLength(50_000);
  expect(process.cpuUsage(begin).user).toBeLessThan(5_000_000);
});
