import { expect, it } from "vitest";
import { useDatabase } from "@/db/testing";
import { typeNamed } from "@/lib/dns/records/record";
import { compiledByBind } from "@/lib/dns/testing/bind";
import { typeNames } from "@/lib/dns/types/catalogue";
import { nameless } from "@/lib/dns/types/nameless";
import { readZoneFile } from "@/lib/dns/zone_file/reader";
import { exportZone, importZone } from "@/lib/zones/files/operations";
import { signZone } from "@/lib/zones/signing/operations";
import { rowsOf, zoned } from "@/lib/zones/testing/zoned";
import { dig, transfer } from "./ask";
import { useNameServer } from "./use";

useDatabase();

const server = useNameServer();

/** Records to test in addition to each type’s example. */
const more: Record<string, string[]> = {
  APL: ["1:0.0.0.0/0", "!1:192.0.2.64/28 1:192.0.2.0/24 2:2001:db8::/32 !2:2001:db8::1/128", "2:::/0"],
  CERT: ["65535 0 255 AA=="],
  CSYNC: ["4294967295 0", "0 3 NS TYPE65280 CAA TYPE19 RKEY"],
  HINFO: ['"PC" "Linux"', '"\\000\\255\\"" "two words"', '"" ""'],
  HTTPS: ["0 www.example.net.", '1 . alpn="h2,h3" ipv6hint="::ffff:198.51.100.100" port="8443"', "1 . key667"],
  IPSECKEY: [
    "10 0 2 . AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==",
    "255 2 1 2001:db8::1 AQNRU3mG",
    "0 3 2 gate.example.net. AQNRU3mG",
  ],
  L64: ["0 0:0:0:0", "1 ffff:0:1:abcd"],
  NID: ["0 0:0:0:0", "65535 0:ffff:0:1"],
  RP: ["host\\.master.example.net. .", "a\\032b.example.net. x.example.net."],
  SVCB: [
    "1 . key667",
    '2 . key667=""',
    "3 svc.example.org. no-default-alpn alpn=h2 dohpath=/q{?dns}",
    "4 . alpn=h2 port=1 key8 key65534=x",
    '5 . key9="a \\"b\\" c" key10 key11="=;(\\000\\255"',
    "6 . mandatory=key9 key9",
  ],
  TXT: ['"gr\\252\\223e"', '""'],
  ZONEMD: [`1 240 240 ${"ab".repeat(12)}`],
  TYPE10: ["\\# 3 abcdef"],
  TYPE11: ["\\# 6 c00002010680"],
  TYPE22: ["\\# 1 47"],
  TYPE24: ["\\# 20 00010502 00000e10 00000000 00000000 0001 00 ab"],
  TYPE38: ["\\# 17 00 20010db8000000000000000000000001"],
  TYPE100: ["\\# 2 abcd"],
  TYPE260: ["\\# 2 0000"],
  TYPE65280: ["\\# 4 0a000001", "\\# 0"],
  TYPE65400: ["\\# 4 0a000001"],
};
const examples = (type: string) => [(typeNamed(type) ?? nameless[type])?.example ?? [], more[type] ?? []].flat();
const saved = [...new Set([...typeNames, ...Object.keys(nameless), ...Object.keys(more)])]
  // An ALIAS needs a resolver (alias.test.ts).
  .filter((type) => type !== "ALIAS")
  .flatMap((type) => examples(type).map((content, n) => ({ type, content, name: `${type.toLowerCase()}-${n}` })));
const delegated = ["ds-0 NS ns1.example.org."];
const file = [...saved.map(({ name, type, content }) => `${name} ${type} ${content}`), ...delegated].join("\n");
const described = ({ name, type, content }: { name: string; type: string; content: string }) =>
  `${name} ${type} ${content}`;

it.each(["unsigned", "signed"])(
  "every type that can be saved is served, transferred and read by BIND, in a zone that is %s",
  async (kind) => {
    const { owner, zone, inZone } = await zoned();
    const text = `$TTL 1h\n$ORIGIN ${zone.name}.\n${file}\n`;
    await importZone(owner, { ...inZone, text, mode: "add" });
    if (kind === "signed") await signZone(owner, inZone);
    const stored = (await rowsOf(zone.id)).map(described).sort();
    expect(stored).toHaveLength(saved.length + delegated.length + 1);
    const read = (lines: string[]) => {
      const { records, errors } = readZoneFile(
        `$ORIGIN ${zone.name}.\n${lines.filter((line) => !/ TYPE6 |\tTYPE6\t/.test(line)).join("\n")}\n`,
        { zone: zone.name },
      );
      expect(errors).toEqual([]);
      return records.map(described).sort();
    };
    // Transfers and answers equal what is stored.
    expect(read(await transfer(server(), zone.name, "+unknownformat"))).toEqual(stored);
    const sets = [...new Set((await rowsOf(zone.id)).map(({ name, type }) => `${name} ${type}`))];
    const asked = await dig(
      server(),
      "+noall",
      "+answer",
      "+authority",
      "+unknownformat",
      ...sets.flatMap((set) => set.split(" ")),
    );
    expect(read(asked.split("\n"))).toEqual(expect.arrayContaining(stored));
    const { pieces } = await exportZone(owner, inZone);
    const transferred = (await transfer(server(), zone.name)).filter((line) => !/ (RRSIG|NSEC|DNSKEY) /.test(line));
    expect(compiledByBind(zone.name, pieces.join("")).sort()).toEqual(
      compiledByBind(zone.name, `${transferred.join("\n")}\n`).sort(),
    );
  },
);
