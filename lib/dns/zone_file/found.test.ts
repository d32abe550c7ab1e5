import { describe, expect, it } from "vitest";
import { compiledByBind, judge, ourLine, withJudge } from "@/lib/dns/testing/bind";
import { textOfFile } from "@/lib/dns/zone_file/bytes";
import { readZoneFile } from "@/lib/dns/zone_file/reader";

const zone = "example.net";
const head = ["$TTL 1h", "@ SOA ns1 host 1 3h 1h 1w 1h", "@ NS ns1.example.org."];
const read = (...lines: string[]) => readZoneFile(`${lines.join("\n")}\n`, { zone });
const recordsOf = (...lines: string[]) =>
  read(...lines).records.map(({ name, type, content }) => `${name} ${type} ${content}`);
const said = (...lines: string[]) => read(...lines).warnings.map(({ line, reason }) => `${line} ${reason}`);

describe("a zone file from another provider", () => {
  it("may be a transfer, which ends with the SOA that it began with", () => {
    const soa = "example.net.\t7200\tIN\tSOA\tns1.example.net. host.example.net. 5 172800 900 1209600 3600";
    const file = read(soa, "www.example.net. 300 IN A 192.0.2.7", soa);
    expect(file).toMatchObject({ errors: [], warnings: [], soa: { serial: 5 } });
    expect(said(soa, soa.replace(" 5 ", " 6 "))).toEqual(["2 file.soaTwice"]);
  });

  it("is never refused for its SOA, which is ignored with a warning", () => {
    const bad = ["example.net 3600 IN SOA ada.example.org. dns.example.org. 1 2 3 4 5", "\tNS ns1.example.org."];
    expect(said(...bad)).toEqual(["1 file.soaPlace"]);
    expect(recordsOf(...bad)).toEqual(["example.net NS ns1.example.org."]);
    const below = [
      "$ORIGIN .",
      "@ 3600 IN SOA example.net. root.example.net. (",
      "1 2 3",
      "4 5 )",
      "www.example.net. A 192.0.2.1",
    ];
    expect(said(...below)).toEqual([expect.stringMatching(/^\d file.soaPlace$/)]);
    expect(recordsOf(...below)).toEqual(["www.example.net A 192.0.2.1"]);
    for (const soa of ["@ SOA ns1", "@ SOA ns1 host 1 2 3 4 soon", "@ TYPE6 \\# 1 00"])
      expect([said(soa, "www A 192.0.2.1"), read(soa).errors]).toEqual([["1 file.soaUnread"], []]);
    expect(said("sub SOA ns1 host 1 2 3 4 5")).toEqual(["1 file.soaPlace"]);
  });

  it("loses its lines outside the zone, each with a warning", () => {
    const lines = [
      ...head,
      "ns1.example.org. A 192.0.2.9",
      "  NOSUCHTYPE x",
      "www A 192.0.2.1",
      "$ORIGIN example.org.",
      "a A x",
    ];
    expect(read(...lines)).toMatchObject({ errors: [], outside: 3 });
    expect(said(...lines)).toEqual(["4 file.outside", "5 file.outside", "8 file.outside"]);
    expect(recordsOf(...lines).at(-1)).toBe("www.example.net A 192.0.2.1");
  });

  it("keeps the bytes that aren’t UTF-8", () => {
    const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const content = (text: string) => recordsOf(textOfFile(bytes(text)));
    expect(content('t TXT "gr\xfc\xdfe"')).toEqual(['t.example.net TXT "gr\\252\\223e"']);
    expect(content('t TXT "gr\xc3\xbcn\xfc" \\\xfc \\\\\xfc')).toEqual([
      't.example.net TXT "gr\\195\\188n\\252" "\\252" "\\\\\\252"',
    ]);
    expect(content("t TXT \xed\xa0\x80")).toEqual(['t.example.net TXT "\\237\\160\\128"']);
    expect(textOfFile(bytes("\xef\xbb\xbfa"))).toBe("\ufeffa");
  });

  it("may write $ORIGIN without its trailing dot, which gives a warning", () => {
    expect(said("$ORIGIN example.net", "www A 192.0.2.1")).toEqual(["1 file.originDot"]);
    expect(said("$ORIGIN sub", "www A 192.0.2.1")).toEqual([]);
  });
});

// § stands for $ before a brace, because these aren’t templates.
describe("$GENERATE", () => {
  it("creates no more records in the whole file than the zone may have, and says how many", () => {
    const one = "$GENERATE 1-60 a$ A 192.0.2.1";
    expect(said(...head, one)).toEqual(["4 file.generated"]);
    const { errors } = readZoneFile([...head, one, "$GENERATE 1-60 a A 192.0.2.1"].join("\n"), {
      zone,
      mostRecords: 100,
    });
    expect(errors).toMatchObject([{ line: 5, reason: "zone.large" }]);
    const endless = readZoneFile("$GENERATE 1-2147483647 a A 192.0.2.1\n", { zone, mostRecords: 1000 });
    expect(endless.errors).toMatchObject([{ reason: "zone.large" }]);
  });

  it.each([
    ["$GENERATE 5-1 a$ A 192.0.2.1", "file.generateRange"],
    ["$GENERATE 1-5/0 a$ A 192.0.2.1", "file.generateRange"],
    ["$GENERATE 1-5 a$ A", "file.generate"],
    ["$GENERATE 1-5 a§{x} A 192.0.2.1", "file.generateFormat"],
    ["$GENERATE 1-5 a$ A 192.0.2.x", "ipv4.invalid"],
    [`$GENERATE 1-5 a$ TXT ${"x".repeat(5000)}`, "file.generate"],
  ])("is refused once for %s", (line, reason) => {
    expect(read(line.replaceAll("§", "$")).errors).toMatchObject([{ line: 1, reason }]);
  });
});

describe.skipIf(!judge)("compared with BIND", () => {
  it.each([
    ["$GENERATE 1-3 host-$ A 192.0.2.$"],
    ["$GENERATE 0-10/5 $ 300 IN PTR host-§{1,3}.example.org."],
    ['$GENERATE 1-20 a§{-5} TXT "n §{0,4,d} §{0,4,o} §{0,4,x} §{0,4,X} $$ \\$ $"'],
    ["$GENERATE 250-260 §{0,7,n} CNAME x§{0,0,n}.example.org."],
    ["$GENERATE 171-172 §{0,7,N} CNAME x§{0,3,N}.example.org."],
    ["$GENERATE 1-2 a§{3}b$ A 192.0.2.$"],
    ['$GENERATE 1-2 a$ MX "10 mail$"'],
    ['$GENERATE 1-2 a$ TXT "\\"a b $\\" c"'],
    ["$ORIGIN sub", "$GENERATE 1-2 @ A 192.0.2.$", "w A 192.0.2.9", "$GENERATE 1-2 x$ A 192.0.2.$", "  TXT after"],
    ["_sip._tls.@ SRV 100 1 443 sip.example.org."],
    ['sub.* TXT "this is no wildcard"', "a*b TXT x"],
    ['"www" A 192.0.2.2', '"@" TXT x'],
    ["x TYPE13 \\# 9 025043054c696e7578", "x TYPE21 \\# 5 000a 01 61 00", "y X25 1234", "x SVCB 1 . key667"],
    ['a NAPTR 100 10 "S" "SIP+D2U" "!^.*$!sip:desk@example.com!" _sip._udp'],
    ["$ORIGIN example.net", "www A 192.0.2.1"],
    ["www A 192.0.2.1", "ns1.example.org. A 192.0.2.9", "  A 192.0.2.8", "v A 192.0.2.2"],
  ])(`the same records come of %s ${withJudge}`, (...lines) => {
    const text = `${[...head, ...lines].join("\n")}\n`.replaceAll("§", "$");
    const { records, errors } = readZoneFile(text, { zone });
    expect(errors).toEqual([]);
    expect(records.map(ourLine).sort()).toEqual(compiledByBind(zone, text).sort());
  });
});
