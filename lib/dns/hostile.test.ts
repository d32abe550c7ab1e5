import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readName, readOwner } from "@/lib/dns/names";
import { readRecord } from "@/lib/dns/records";
import { attempt } from "@/lib/dns/refusals";
import { typeNames } from "@/lib/dns/types";
import { readZoneFile } from "@/lib/dns/zone_file/reader";

const zone = "example.net";
const mega = 1_000_000;

/** Milliseconds of processor time that work takes, whatever else the machine does; what it throws counts against it. */
function timed(work: () => unknown): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

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

describe("whatever is typed, the answer comes soon and is a record or a refusal", () => {
  it.each(Object.entries(texts))(
    "%s",
    (_, text) => {
      for (const type of [...typeNames, "TYPE65280", text]) {
        const taken = timed(() => {
          attempt(() => readRecord({ name: "www", type, content: text }, zone));
          attempt(() => readRecord({ name: "www", type, content: `0 0 ${text}` }, zone));
          attempt(() => readRecord({ name: "www", type: "A", ttl: text, content: "192.0.2.1" }, zone));
        });
        expect(taken).toBeLessThan(1_000);
      }
      expect(timed(() => attempt(() => readOwner(text, zone, "typed")))).toBeLessThan(200);
      expect(timed(() => attempt(() => readName(text, zone, "file")))).toBeLessThan(200);
    },
    60_000,
  );
});

describe("whatever is in a file, the answer comes soon, with lines", () => {
  const lines = (line: string, count: number) => `${line}\n`.repeat(count);
  it.each([
    ...Object.entries(texts),
    ["a million parentheses, each on a line", lines("(", mega)],
    ["a million closing ones", lines(")", mega / 2)],
    ["unterminated quotes", lines('a TXT "', 200_000)],
    ["origins that grow", lines("$ORIGIN a", 200_000)],
    ["comments", lines(";".repeat(100), 100_000)],
    ["empty lines", "\n".repeat(16 * mega)],
    ["one record of a million words", `a TXT ( ${"b ".repeat(mega)})`],
    ["one text of sixteen megabytes", `a TXT "${"b".repeat(16 * mega)}"`],
    ["the same record again and again", lines("a A 192.0.2.1", 100_000)],
    ["half a mark of byte order", "\ufeff\ufeffa A 192.0.2.1"],
  ])(
    "%s",
    (_, text) => {
      let file = readZoneFile("", { zone });
      const taken = timed(() => {
        file = readZoneFile(text, { zone });
        readZoneFile(`a TXT ${text}`, { zone });
      });
      expect(taken).toBeLessThan(8_000);
      expect(file.errors.length + file.warnings.length).toBeLessThanOrEqual(200);
    },
    60_000,
  );
});

it("keeps the first hundred errors, and says that there are more", () => {
  const file = readZoneFile("a A x\n".repeat(1_000), { zone });
  expect(file.errors).toHaveLength(100);
  expect(file.more).toBe(true);
});

it("stops at the most records that a zone may have, and at the most bytes", () => {
  const file = readZoneFile("a A 192.0.2.1\nb A 192.0.2.1\nc A 192.0.2.1\n", { zone, mostRecords: 2 });
  expect(file.errors).toMatchObject([{ line: 3, reason: "zone.large" }]);
  const large = readZoneFile(" ".repeat(1_048_577), { zone, mostMiB: 1 });
  expect(large.errors[0]?.message).toBe("This file is too large. Use at most 1 MiB.");
});

it("shows no control character and no direction override in a message", () => {
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

it("throws nothing but refusals, whatever is typed", () => {
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
