import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compiledByBind, judge, ourLine, withJudge } from "@/lib/dns/testing/bind";
import { anyRecords } from "@/lib/dns/testing/generators";
import { readZoneFile } from "@/lib/dns/zone_file/reader";
import { writeZoneFile } from "@/lib/dns/zone_file/writer";

const folder = path.join(import.meta.dirname, "../corpus");
const zone = "corpus.example";
const soa = {
  primary: "ns1.corpus.example",
  mailbox: "host.master@corpus.example",
  serial: 1,
  refresh: 7200,
  retry: 900,
  expire: 1_209_600,
  minimum: 300,
  ttl: 3600,
};

describe.skipIf(!judge)("compared with BIND, the reader", () => {
  for (const name of fs.readdirSync(folder).filter((file) => file.endsWith(".zone"))) {
    const text = fs.readFileSync(path.join(folder, name), "utf8");

    it(`reads the same records from ${name} ${withJudge}`, () => {
      const { records, errors } = readZoneFile(text, { zone });
      expect(errors).toEqual([]);
      expect(records.map(ourLine).sort()).toEqual(compiledByBind(zone, text).sort());
    });

    it(`writes ${name} so that BIND reads the same records ${withJudge}`, () => {
      const { records } = readZoneFile(text, { zone });
      const written = writeZoneFile(zone, records, soa);
      expect(compiledByBind(zone, written).sort()).toEqual(records.map(ourLine).sort());
    });
  }

  it(`agrees on generated records ${withJudge}`, () => {
    fc.assert(
      fc.property(anyRecords(zone, 400), (records) => {
        const written = writeZoneFile(zone, records, soa);
        const back = readZoneFile(written, { zone });
        expect(back.errors).toEqual([]);
        expect(compiledByBind(zone, written).sort()).toEqual(records.map(ourLine).sort());
      }),
      { numRuns: 10, endOnFailure: true },
    );
  }, 120_000);

  it(`accepts no line that BIND refuses, and agrees on those that both accept ${withJudge}`, () => {
    const pieces = [
      " ",
      "\t",
      "(",
      ")",
      '"',
      ";",
      "\\",
      "\\032",
      '\\"',
      "a",
      "@",
      ".",
      "A",
      "TXT",
      "IN",
      "60",
      "192.0.2.1",
      "\n ",
      "\r\n",
    ];
    const begins = [
      "w TXT ",
      "w A ",
      "w MX 10 ",
      "w ",
      "w IN 60 TXT ",
      "w URI 1 2 ",
      "w CNAME ",
      "w HTTPS 1 . alpn=",
      "w SRV 1 2 3 ",
    ];
    const line = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((list) => list.join(""));
    const head = "$TTL 1h\n@ SOA ns1 host 1 2 3 4 5\n@ NS ns1.other.example.\n";
    fc.assert(
      fc.property(fc.constantFrom(...begins), line, (begin, rest) => {
        const text = `${head}${begin}${rest}\n`;
        const { records, errors, outside } = readZoneFile(text, { zone });
        // Lines outside the zone are ignored on purpose, even those that BIND refuses (found.test.ts).
        if (errors.length === 0 && outside === 0)
          expect(compiledByBind(zone, text).sort()).toEqual(records.map(ourLine).sort());
      }),
      { numRuns: 400 },
    );
  }, 120_000);
});
