import { describe, expect, it } from "vitest";
import files from "@/lib/dns/corpus/refused_files.json";
import records from "@/lib/dns/corpus/refused_records.json";
import { dnsReasons } from "@/lib/dns/reasons";
import { readRecord } from "@/lib/dns/records/record";
import { attempt } from "@/lib/dns/refusals";
import { readZoneFile } from "@/lib/dns/zone_file/reader";

const zone = "example.net";
/** Expands "a{64}" to 64 letters. */
const whole = (text: string) =>
  text.replace(/(.)\{(\d+)\}/g, (_, letter: string, count: string) => letter.repeat(+count));

describe("a malformed record is refused at its field with this message", () => {
  it.each(records.map((row, n) => ({ n, ...row })))(
    "$n: $name $type $content",
    ({ name, type, content, ttl, ...wanted }) => {
      const result = attempt(() => readRecord({ name: whole(name), type, content: whole(content), ttl }, zone));
      const { field, reason, message } = result.ok ? { field: "", reason: "", message: "" } : result.refusal;
      expect({ field, reason, message }).toEqual({
        field: wanted.field,
        reason: wanted.reason,
        message: wanted.message,
      });
    },
  );
});

describe("a malformed file is refused with lines and columns", () => {
  it.each(files)("$what", ({ lines, errors }) => {
    const text = `${lines.map(whole).join("\n")}\n`;
    expect(readZoneFile(text, { zone }).errors).toEqual(errors);
  });
});

it("every reason has a message that is a complete sentence", () => {
  for (const words of Object.values(dnsReasons)) expect(words).toMatch(/^[“A-Z{$#].*[.!:}]$|0a000001$/);
});

it("the corpus has over 150 cases and covers most of the reasons", () => {
  expect(records.length + files.length).toBeGreaterThan(150);
  const seen = new Set([
    ...records.map(({ reason }) => reason),
    ...files.flatMap(({ errors }) => errors.map((e) => e.reason)),
  ]);
  expect(seen.size).toBeGreaterThan(60);
});
