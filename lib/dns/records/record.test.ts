import { describe, expect, it } from "vitest";
import { readTtl, shownTtl } from "@/lib/dns/content/ttl";
import { isCanonical, readContent, readRecord, typedContent } from "@/lib/dns/records/record";
import { recordTypes, typeNames } from "@/lib/dns/types/catalogue";

const zone = "example.net";

it.each(typeNames)("%s has a help text, and its example is accepted and canonical", (type) => {
  const { example, help } = recordTypes[type];
  expect(help).toMatch(/^[A-Z].*\.$/);
  const content = readContent(type, example, zone, "typed");
  expect(isCanonical({ name: `www.${zone}`, type, ttl: 3600, content }, zone)).toBe(true);
});

describe("every notation of a content is stored in canonical form", () => {
  it.each([
    ["AAAA", "0:0::1", "::1"],
    ["AAAA", "2001:0DB8:0000:0000:0001:0000:0000:0001", "2001:db8::1:0:0:1"],
    ["AAAA", "::FFFF:192.0.2.1", "::ffff:192.0.2.1"],
    ["AAAA", "64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
    ["MX", "10 mail", "10 mail.example.net."],
    ["MX", "10 mail.example.org", "10 mail.example.org."],
    ["MX", "10 mail.sub.example.net", "10 mail.sub.example.net."],
    ["MX", "0 .", "0 ."],
    ["CNAME", "@", "example.net."],
    ["CNAME", "Bücher.example.org", "xn--bcher-kva.example.org."],
    ["TXT", 'it is 5" long; really (yes)', '"it is 5\\" long; really (yes)"'],
    ["TXT", "a\\b", '"a\\\\b"'],
    ["TXT", "grün", '"gr\\195\\188n"'],
    ["TXT", "\u202eabc", '"\\226\\128\\174abc"'],
    ["TXT", '"a" "b c"', '"a" "b c"'],
    ["TXT", "x".repeat(300), `"${"x".repeat(255)}" "${"x".repeat(45)}"`],
    ["CAA", "0 issue letsencrypt.org; validationmethods=dns-01", '0 issue "letsencrypt.org; validationmethods=dns-01"'],
    ["CAA", "0 ISSUE ;", '0 issue ";"'],
    ["DS", `1 ECDSAP256SHA256 2 ${"AB ".repeat(32)}`, `1 13 2 ${"ab".repeat(32)}`],
    ["HTTPS", '1 . port=443 alpn="h2,h3"', "1 . alpn=h2,h3 port=443"],
    ["SVCB", "1 . key667", '1 . key667=""'],
    ["HTTPS", '1 . key667="" alpn=h2', '1 . alpn=h2 key667=""'],
    ["SVCB", '1 . key9="a;(b)"', '1 . key9="a\\059\\040b\\041"'],
    ["CERT", "PKIX 1 RSASHA256 AA==", "1 1 8 AA=="],
    ["CSYNC", "66 3 NS TYPE1 AAAA", "66 3 A NS AAAA"],
    ["APL", "1:192.0.2.0/24  !2:2001:DB8::/32", "1:192.0.2.0/24 !2:2001:db8::/32"],
    ["IPSECKEY", "10 0 2 . AQNRU3mG", "10 0 2 AQNRU3mG"],
    ["NID", "10 0014:4FFF:0:1", "10 14:4fff:0:1"],
    ["SVCB", "1 . dohpath=/q{?dns}", '1 . key7="/q{?dns}"'],
    ["LOC", "52 31 12 N 13 24 18 E 34m", "52 31 12.000 N 13 24 18.000 E 34.00m 1.00m 10000.00m 10.00m"],
    ["SRV", "0 5 25565 play", "0 5 25565 play.example.net."],
    ["A", "\\# 4 c0000201", "192.0.2.1"],
    ["TYPE65280", "\\# 4 0A000001", "\\# 4 0a000001"],
    ["TYPE65280", "\\# 0", "\\# 0"],
  ])("%s %s", (type, typed, content) => {
    const record = readRecord({ name: "www", type, content: typed }, zone);
    expect(record).toEqual({ name: "www.example.net", type, ttl: 3600, content });
    expect(readRecord({ ...record, name: "www", content: typedContent(record) }, zone)).toEqual(record);
  });
});

it("recognises a type by its number", () => {
  expect(readRecord({ name: "@", type: "type1", content: "192.0.2.1" }, zone).type).toBe("A");
  expect(readRecord({ name: "@", type: "TYPE13", content: "\\# 9 025043054c696e7578" }, zone)).toMatchObject({
    type: "HINFO",
    content: '"PC" "Linux"',
  });
  expect(readRecord({ name: "@", type: "x25", content: "1234" }, zone)).toMatchObject({
    type: "TYPE19",
    content: "\\# 5 0431323334",
  });
});

it("shows a text without its quotation marks if that means the same", () => {
  const shown = (content: string) => typedContent({ type: "TXT", content });
  expect(shown('"v=spf1 -all"')).toBe("v=spf1 -all");
  expect(shown('"gr\\195\\188n"')).toBe("grün");
  for (const content of ['"a" "b"', '" a"', '""', '"\\"a"', '"\\000"', '"\\255"']) expect(shown(content)).toBe(content);
});

it("detects stored content that isn’t canonical", () => {
  const record = { name: "www.example.net", type: "A", ttl: 60, content: "192.0.2.1" };
  expect(isCanonical(record, zone)).toBe(true);
  for (const other of [
    { name: "WWW.example.net" },
    { name: "www.example.org" },
    { type: "a" },
    { ttl: -1 },
    { ttl: 0.5 },
    { content: "192.0.2.01" },
  ])
    expect(isCanonical({ ...record, ...other }, zone)).toBe(false);
});

it("reads TTLs in seconds or units, and shows them", () => {
  expect(["0", "3600", "1h30m", "1W2D", "2147483647"].map(readTtl)).toEqual([0, 3600, 5400, 777_600, 2_147_483_647]);
  expect([0, 59, 3600, 5400, 777_600].map(shownTtl)).toEqual(["0", "59s", "1h", "1h30m", "1w2d"]);
  expect(readTtl(shownTtl(2_147_483_647))).toBe(2_147_483_647);
});
