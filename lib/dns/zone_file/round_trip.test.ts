import fc from "fast-check";
import { expect, it } from "vitest";
import { compare } from "@/lib/dns/names/labels";
import { readOwner } from "@/lib/dns/names/read";
import { shownName } from "@/lib/dns/names/shown";
import { isCanonical, readContent, typedContent, type ZoneRecord } from "@/lib/dns/records/record";
import { anyRecord, anyRecords } from "@/lib/dns/testing/generators";
import { readZoneFile } from "@/lib/dns/zone_file/reader";
import { writeZoneFile } from "@/lib/dns/zone_file/writer";

const zone = "round.example";
const sorted = (records: ZoneRecord[]) =>
  [...records].sort((a, b) => compare(a.name, b.name) || compare(a.type, b.type) || compare(a.content, b.content));

it("a written zone file is read back unchanged", () => {
  fc.assert(
    fc.property(anyRecords(zone, 100), (records) => {
      const { records: back, errors, warnings } = readZoneFile(writeZoneFile(zone, records), { zone });
      expect([...errors, ...warnings]).toEqual([]);
      expect(sorted(back)).toEqual(sorted(records));
    }),
    { numRuns: 100 },
  );
}, 60_000);

it("the same records in any order give the same file", () => {
  fc.assert(
    fc.property(anyRecords(zone, 30), (records) => {
      expect(writeZoneFile(zone, [...records].reverse())).toBe(writeZoneFile(zone, records));
    }),
    { numRuns: 50 },
  );
}, 60_000);

it("canonical content stays unchanged, also when it is typed as a form shows it", () => {
  fc.assert(
    fc.property(anyRecord(zone), (record) => {
      expect(isCanonical(record, zone)).toBe(true);
      expect(readContent(record.type, typedContent(record), zone, "typed")).toBe(record.content);
      expect(readOwner(shownName(record.name, zone), zone, "typed")).toBe(record.name);
    }),
    { numRuns: 3000 },
  );
}, 60_000);
