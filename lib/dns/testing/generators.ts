import fc, { type Arbitrary } from "fast-check";
import { quote, toHex } from "@/lib/dns/bytes";
import { ipv4Text, ipv6Text, isAddress } from "@/lib/dns/content/addresses";
import { targetText } from "@/lib/dns/content/wire";
import { isWithin, labelsOf, lower, nameOf, wireLength } from "@/lib/dns/names/labels";
import type { ZoneRecord } from "@/lib/dns/records/record";
import { setKey } from "@/lib/dns/records/rrset";

const u8 = fc.nat(255);
const u16 = fc.nat(65_535);
const bytes = (least: number, most: number) =>
  fc.uint8Array({ minLength: least, maxLength: most }).map((list) => String.fromCharCode(...list));
const hex = (least: number, most = least) => bytes(least, most).map(toHex);
const words = (...parts: Arbitrary<string | number>[]) => fc.tuple(...parts).map((list) => list.join(" "));

const letters = fc.stringMatching(/^[a-z\d_]([a-z\d_-]{0,20}[a-z\d_])?$/);
/** Any bytes except stars, which have a rule of their own. */
const oddLabel = bytes(1, 20).map((label) => lower(label).replaceAll("*", "x"));
const longLabel = fc.constant("a".repeat(63));
const label = fc.oneof({ weight: 5, arbitrary: letters }, oddLabel, longLabel);
const labels = (kind: Arbitrary<string>) =>
  fc.array(kind, { minLength: 1, maxLength: 4 }).filter((list) => wireLength(list) < 240);
/** Four numbers would be read as an address. */
const named = (text: string) => !isAddress(text);
const target = fc.oneof(labels(label), fc.constant<string[]>([])).map(targetText).filter(named);
const host = labels(letters).map(targetText).filter(named);

const four = bytes(4, 4).map(ipv4Text);
/** Half of them with runs of zeros. */
const six = fc
  .array(fc.oneof(fc.constant(0), u16), { minLength: 8, maxLength: 8 })
  .map((groups) => ipv6Text(groups.map((group) => String.fromCharCode(group >> 8, group & 255)).join("")))
  // BIND writes the old "compatible" addresses with dots.
  .filter((text) => !/^::[\da-f]{0,4}(:[\da-f]{1,4})?$/.test(text));

const quoted = bytes(0, 255).map(quote);
const list = (item: Arbitrary<string>) =>
  fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(","));
const parameters = fc
  .record(
    {
      alpn: list(fc.constantFrom("h2", "h3", "http/1.1", "dot")),
      port: u16,
      ipv4hint: list(four),
      ipv6hint: list(six),
      key667: fc.stringMatching(/^[a-z]{1,9}$/).map(quote),
    },
    { requiredKeys: [] },
  )
  .map((found) => Object.entries(found).map(([key, value]) => `${key}=${value}`));
const order = ["alpn", "port", "ipv4hint", "ipv6hint", "key667"];
const binding = fc.tuple(u16, target, parameters).map(([priority, name, found]) => {
  const sorted = found.sort((a, b) => order.indexOf(a.split("=")[0] ?? "") - order.indexOf(b.split("=")[0] ?? ""));
  return [priority, name, ...(priority === 0 ? [] : sorted)].join(" ");
});

const angle = (most: number, halves: string) =>
  fc
    .tuple(fc.nat(most - 1), fc.nat(59), fc.nat(59_999), fc.constantFrom(...halves))
    // Zero north and zero south are the same place.
    .map(([degrees, minutes, milli, half]) => {
      const nothing = degrees + minutes + milli === 0;
      return `${degrees} ${minutes} ${(milli / 1000).toFixed(3)} ${nothing ? halves[0] : half}`;
    });
const size = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9))
  .filter(([digit, power]) => digit * 10 ** power <= 4_000_000_000)
  .map(([digit, power]) => `${((digit * 10 ** power) / 100).toFixed(2)}m`);
const height = fc.integer({ min: -10_000_000, max: 4_284_967_295 }).map((value) => `${(value / 100).toFixed(2)}m`);

const certificate = fc.oneof(
  words(fc.constantFrom(0, 1, 2, 3), fc.constantFrom(0, 1), fc.constant(0), hex(1, 80)),
  words(fc.constantFrom(0, 1, 2, 3, 255), fc.constantFrom(0, 1, 255), fc.constant(1), hex(32)),
);

/** Canonical contents of every type. */
export const contents: Record<string, Arbitrary<string>> = {
  A: four,
  AAAA: six,
  CAA: words(u8, fc.constant("issue"), fc.constantFrom('"letsencrypt.org"', '";"', '"ca.example; a=b"')),
  CNAME: target,
  DNAME: target,
  DS: fc.oneof(
    words(u16, u8, fc.constant(1), hex(20)),
    words(u16, u8, fc.constant(2), hex(32)),
    words(u16, u8, fc.constant(4), hex(48)),
  ),
  HTTPS: binding,
  LOC: words(angle(90, "NS"), angle(180, "EW"), height, size, size, size),
  MX: words(u16, fc.oneof(host, fc.constant("."))),
  NAPTR: words(
    u16,
    u16,
    fc.constantFrom('"u"', '""'),
    bytes(0, 30).map(quote),
    fc.constantFrom('""', '"!^.*$!sip:a@b.example!i"'),
    fc.constant("."),
  ),
  NS: host,
  OPENPGPKEY: bytes(1, 90).map((text) => btoa(text)),
  PTR: target,
  SMIMEA: certificate,
  SPF: quoted,
  SRV: words(u16, u16, u16, fc.oneof(host, fc.constant("."))),
  SSHFP: fc.oneof(words(u8, fc.constant(1), hex(20)), words(u8, fc.constant(2), hex(32))),
  SVCB: binding,
  TLSA: certificate,
  TXT: fc.array(quoted, { minLength: 1, maxLength: 3 }).map((strings) => strings.join(" ")),
  URI: words(u16, u16, fc.stringMatching(/^https:\/\/[!-~]{1,40}$/).map(quote)),
  TYPE65280: bytes(0, 40).map((text) => `\\# ${text.length}${text ? ` ${toHex(text)}` : ""}`),
};

/** A record of any type, with its TTL derived from name and type, so that an RRset has one TTL. */
export const anyRecord = (zone: string): Arbitrary<ZoneRecord> =>
  fc
    .constantFrom(...Object.keys(contents))
    .chain((type) => fc.tuple(fc.constant(type), labels(label), contents[type] as Arbitrary<string>, fc.boolean()))
    .map(([type, own, content, star]) => {
      // A CNAME excludes other types; a wildcard can’t delegate.
      const first =
        type === "CNAME" || type === "DNAME"
          ? [`${type}-${content.length}`.toLowerCase()]
          : star && !/^(NS|DS)$/.test(type)
            ? ["*"]
            : [];
      const name = nameOf([...first, ...own.slice(0, 3), ...labelsOf(zone)]);
      return { name, type, ttl: name.length * 60 + type.length, content };
    })
    .filter(({ name }) => wireLength(labelsOf(name)) <= 255 && isWithin(name, zone));

/** A zone with an NS record and others of all types; no duplicates, and nothing beside aliases. */
export const anyRecords = (zone: string, most: number): Arbitrary<ZoneRecord[]> =>
  fc.array(anyRecord(zone), { minLength: Math.min(20, most), maxLength: most, size: "max" }).map((records) => {
    const aliased = new Set(records.filter(({ type }) => /^[CD]NAME$/.test(type)).map(({ name }) => name));
    const kept = new Map<string, ZoneRecord>();
    kept.set("NS", { name: zone, type: "NS", ttl: 3600, content: "ns1.other.example." });
    for (const record of records) {
      const key = aliased.has(record.name) ? record.name : setKey(record) + record.content;
      if (!kept.has(key)) kept.set(key, record);
    }
    return [...kept.values()];
  });
