import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readName, readOwner } from "@/lib/dns/names/read";
import { readRecord } from "@/lib/dns/records/record";
import { attempt } from "@/lib/dns/refusals";
import { typeNames } from "@/lib/dns/types/catalogue";
import { FilePieces } from "@/lib/dns/zone_file/pieces";
import { readZoneFile, type ZoneFile, zoneFileInSteps } from "@/lib/dns/zone_file/reader";
import { longestAllowed, longestTurn } from "@/lib/testing";
import { runSteps } from "@/lib/zones/run_steps";

const zone = "example.net";
const mega = 1_000_000;

const texts = {
  "10,000 letters": "a".repeat(10_000),
  "10,000 labels": "a.".repeat(10_000),
  "10,000 dots": ".".repeat(10_000),
  "10,000 backslashes": "\\".repeat(9_999),
  "10,000 stars": "*.".repeat(5_000),
  NULs: "\0".repeat(1_000),
  "control characters": "a\u0001\u001b[31m\u007f",
  "direction overrides": "\u202egpj.exe\u202c",
  "invisible letters": "a\u200bb\u2060c\ufeffd",
  "half letters": "\ud800a\udc00",
  "full-width letters": "ｅｘａｍｐｌｅ",
  "a million spaces": " ".repeat(mega),
  "a million letters": "a".repeat(mega),
  "a million quotes": '"'.repeat(mega),
  "a million escapes": "\\000".repeat(mega / 4),
  "spaces around an equals sign": `a=${" ".repeat(60_000)}x y`,
  "a million parentheses": "(".repeat(mega),
  "a million words": "a ".repeat(mega / 2),
  "a million colons": ":".repeat(mega),
  "a prototype": "__proto__",
};

describe("hostile typed input quickly becomes a record or a refusal", () => {
  it.each(Object.entries(texts))(
    "%s",
    async (_, whole) => {
      // The longest that a record allows; longer input is refused unread.
      const text = whole.slice(0, 320_000);
      const short = whole.slice(0, 5_000);
      const works = [...typeNames, "TYPE65280", "TYPE65281 "].flatMap((type) => [
        () => readRecord({ name: "www", type, content: text }, zone),
        () => readRecord({ name: "www", type, content: `0 0 ${text}` }, zone),
      ]);
      works.push(
        () => readRecord({ name: "www", type: "A", ttl: short, content: "192.0.2.1" }, zone),
        () => readRecord({ name: "www", type: short, content: "192.0.2.1" }, zone),
      );
      for (const work of works) expect(await longestTurn(work)).toBeLessThan(longestAllowed);
      expect(await longestTurn(() => readOwner(short, zone, "typed"))).toBeLessThan(longestAllowed);
      expect(await longestTurn(() => readName(short, zone, "file"))).toBeLessThan(longestAllowed);
    },
    60_000,
  );
});

describe("a hostile file is quickly answered with lines", () => {
  const lines = (line: string, count: number) => `${line}\n`.repeat(count);
  /** The longest possible entry, twice; the text before and after the dots appears once in each. */
  const long = (entry: string) => {
    const [before = "", part = "", after = ""] = entry.split("…");
    return lines(before + part.repeat(290_000 / part.length) + after, 2);
  };
  const generated = (line: string, count = 1_000) => `$GENERATE 1-${count} ${line}\n`;
  const keys = Array.from({ length: 150 }, (_, n) => `key${n + 10}=a`).join(" ");
  it.each([
    ...Object.entries(texts),
    ["a million parentheses, each on a line", lines("(", mega)],
    ["a million closing ones", lines(")", mega / 2)],
    ["unterminated quotes", lines('a TXT "', 200_000)],
    ["origins that grow", lines("$ORIGIN a", 200_000)],
    ["comments", lines(";".repeat(100), 100_000)],
    ["empty lines", "\n".repeat(16 * mega)],
    ["one record of a million words", `a TXT ( ${"b ".repeat(mega)})`],
    ["sixteen megabytes of backslashes", "\\".repeat(16 * mega)],
    ["sixteen megabytes in an open parenthesis", `a TXT (${" b".repeat(8 * mega)}`],
    ["lines in an open parenthesis", `(${"\n".repeat(16 * mega)}`],
    ["comments in an open parenthesis", `a TXT (${" ;x\n".repeat(4 * mega)}`],
    ["sixteen megabytes of spaces", " ".repeat(16 * mega)],
    ["a name that is long", long("…a…. A 192.0.2.1")],
    ["a name of escapes", long("…\\000… A 192.0.2.1")],
    ["a name of other scripts", long("…ü.… A 192.0.2.1")],
    ["a text of escapes", long('a TXT "…\\000…"')],
    ["many words", long("a TXT (… b…)")],
    ["a long type", long("a …A… 1")],
    ["a long time", long("$TTL …1w…")],
    ["many numbers", long("a LOC …1 …")],
    ["a long SOA", long("@ SOA …a …")],
    ["a long bitmap", long("a CSYNC 1 1 …A …")],
    ["hexadecimal digits one by one", long("a DS 1 8 2 …a …")],
    ["base64 word by word", long("a DNSKEY 256 3 8 …aaaa …")],
    ["an unknown type byte by byte", long("a TYPE65280 \\# 65535 …aa …")],
    ["parameters", long("a HTTPS 1 . …key1=a …")],
    ["hints", long("a SVCB 1 . ipv4hint=…1.1.1.1,…")],
    ["prefixes", long("a APL …1:192.0.2.0/24 …")],
    ["one text of sixteen megabytes", `a TXT "${"b".repeat(16 * mega)}"`],
    ["the same record again and again", lines("a A 192.0.2.1", 100_000)],
    ["generated texts of escapes", generated(`a$ TXT "${"\\\\200 ".repeat(330)}$"`, 400)],
    ["generated words", generated(`a$ TXT "${"b ".repeat(1_000)}$"`, 400)],
    ["generated prefixes", generated(`a$ APL "${"1:192.0.2.0/24 ".repeat(130)}"`)],
    ["generated parameters", generated(`a$ SVCB "1 . ${keys}"`)],
    ["generated bitmaps", generated(`a$ CSYNC "1 1 ${"A NS MX TXT ".repeat(160)}"`)],
    ["generated from a long line", `$GENERATE 1-20 a$ APL ${"1:192.0.2.0/24 ".repeat(6_000)} 1:192.0.2.$/32\n`],
    ["half a mark of byte order", "\ufeff\ufeffa A 192.0.2.1"],
  ])(
    "%s",
    async (_, text) => {
      for (const each of [text, `a TXT ${text}`]) {
        let file: ZoneFile | undefined;
        const taken = await longestTurn(async () => {
          file = await runSteps(zoneFileInSteps(each, { zone }));
        });
        expect(taken).toBeLessThan(longestAllowed);
        expect((file?.errors.length ?? 0) + (file?.warnings.length ?? 0)).toBeLessThanOrEqual(200);
      }
    },
    60_000,
  );
});

it("writes long names and texts without blocking other requests", async () => {
  const label = "\\000".repeat(62);
  const content = `"${"\\000".repeat(255)}"`;
  const records = Array.from({ length: 10_000 }, (_, n) => ({
    ...{ name: `${label}.${label}.n${n}.${zone}`, type: "TXT", ttl: 300, content },
  }));
  let pieces: string[] = [];
  const taken = await longestTurn(async () => {
    const file = new FilePieces(zone, 300);
    await runSteps(file.add(records));
    pieces = file.pieces;
  });
  expect(taken).toBeLessThan(longestAllowed);
  expect(pieces.join("").split("\n")).toHaveLength(10_001);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(500_000);
});

it("refuses an entry longer than any record", () => {
  const file = readZoneFile(`a A 192.0.2.1\nb TXT ${"a".repeat(16 * mega)}\nc A x\n`, { zone });
  expect(file.errors).toEqual([
    { line: 2, column: 1, reason: "file.entry", message: expect.stringContaining("This record is too long.") },
  ]);
  expect(readZoneFile(`b A 192.0.2.1 ;${"x".repeat(16 * mega)}`, { zone }).errors).toEqual([]);
  const texts = (count: number, byte: string) =>
    Array(count)
      .fill(`"${byte.repeat(255)}"`)
      .join(" ");
  expect(readZoneFile(`b TXT ${texts(254, "\\097")}\n`, { zone }).errors).toEqual([]);
  // The stored text of non-letter bytes is four times as long.
  expect(readZoneFile(`b TXT ${texts(64, "\\000")}\n`, { zone }).errors).toEqual([]);
  expect(readZoneFile(`b TXT ${texts(65, "\\000")}\n`, { zone }).errors).toMatchObject([{ reason: "content.written" }]);
});

it("reports the first hundred errors and that there are more", () => {
  const file = readZoneFile("a A x\n".repeat(1_000), { zone });
  expect(file.errors).toHaveLength(100);
  expect(file.more).toBe(true);
});

it("stops at the zone’s limit of records, and at the limit of bytes", () => {
  const file = readZoneFile("a A 192.0.2.1\nb A 192.0.2.1\nc A 192.0.2.1\n", { zone, mostRecords: 2 });
  expect(file.errors).toMatchObject([{ line: 3, reason: "zone.large" }]);
  const all = readZoneFile("$GENERATE 1-2 a$ A 192.0.2.1\n$GENERATE 1-3 b$ A 192.0.2.1\n", { zone, mostRecords: 5 });
  expect(all.errors).toEqual([]);
  const made = (count: number) =>
    readZoneFile(`a A 192.0.2.1\n$GENERATE 1-${count} b$ TXT ${"x".repeat(250)}\n`, { zone, mostMiB: 1 });
  expect(made(4_000).errors).toEqual([]);
  expect(made(5_000).errors).toEqual([
    {
      line: 2,
      column: 1,
      reason: "file.generatedLarge",
      message:
        "The $GENERATE lines of this file expand to too much text. Use at most 1 MiB in total: shorter lines, or smaller ranges.",
    },
  ]);
  const large = readZoneFile(" ".repeat(1_048_577), { zone, mostMiB: 1 });
  expect(large.errors[0]?.message).toBe("This file is too large. Use at most 1 MiB.");
});

it("shows no control characters and no direction overrides in messages", () => {
  const odd = fc.string({
    unit: fc.constantFrom("\0", "\u202e", "\u2066", "\n", "\u001b", "a", ".", "\u200b", "\ud800"),
  });
  fc.assert(
    fc.property(odd, odd, fc.constantFrom(...typeNames), (name, content, type) => {
      const result = attempt(() => readRecord({ name, type, content }, zone));
      if (!result.ok) expect(result.refusal.message).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      else expect(`${result.value.name} ${result.value.content}`).toMatch(/^[ -~]*$/);
    }),
    { numRuns: 2000 },
  );
});

it("throws only refusals for any typed input", () => {
  const words = fc.array(
    fc.oneof(fc.nat(70_000).map(String), fc.string(), fc.constantFrom("\\#", "alpn=h2", ".", '""', "N", "-1")),
  );
  fc.assert(
    fc.property(words, fc.constantFrom(...typeNames, "TYPE65280"), fc.string(), (list, type, name) => {
      attempt(() => readRecord({ name, type, content: list.join(" ") }, zone));
      readZoneFile(`${name} ${type} ${list.join(" ")}\n`, { zone });
    }),
    { numRuns: 3000 },
  );
});
