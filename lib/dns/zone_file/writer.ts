import { decimal } from "@/lib/dns/bytes";
import { defaultTtl, shownTtl } from "@/lib/dns/content/ttl";
import { compare, isWithin, labelsOf, sortKey } from "@/lib/dns/names/labels";
import { mailboxName } from "@/lib/dns/names/mailbox";
import { namedLine, type ZoneRecord } from "@/lib/dns/records/record";
import type { Soa } from "@/lib/dns/zone_file/soa";

/**
 * Writes a zone file that people can read and every name server loads: names relative to the zone, each once, in canonical
 * order; the same records in any order give the same file. Reading it returns them unchanged.
 */
export function writeZoneFile(zone: string, records: ZoneRecord[], soa?: Soa): string {
  const usual = soa?.ttl ?? mostCommonTtl(records);
  const keyed = withKeys(records).sort(
    (a, b) =>
      compare(a.key, b.key) || byType(a.record.type, b.record.type) || byContent(a.record.content, b.record.content),
  );
  const names = keyed.map(({ record }) => ownerText(record.name, zone));
  const width = Math.min(
    32,
    names.reduce((most, { length }) => Math.max(most, length), 7),
  );
  const lines = headLines(zone, usual, soa, width);
  let last = soa ? zone : undefined;
  for (const [place, { record }] of keyed.entries()) {
    const owner = record.name === last ? "" : (names[place] as string);
    const ttl = record.ttl === usual ? "" : shownTtl(record.ttl);
    lines.push(`${owner.padEnd(width)} ${ttl.padEnd(6)} IN ${dataText(record)}`);
    last = record.name;
  }
  return `${lines.join("\n")}\n`;
}

/** Type and content, with a comment on types that other name servers don’t know. */
export function dataText(record: ZoneRecord): string {
  const { type, content } = namedLine(record.type, record.content);
  return `${type.padEnd(6)} ${content}${type === "ALIAS" ? " ; PowerDNS only" : ""}`;
}

/** The lines above the records. */
export function headLines(zone: string, usual: number, soa: Soa | undefined, width: number): string[] {
  return [`$ORIGIN ${fileName(zone)}`, `$TTL ${shownTtl(usual)}`, ...(soa ? soaLines(soa, width, usual) : [])];
}

function soaLines(soa: Soa, width: number, usual: number): string[] {
  const times = [soa.refresh, soa.retry, soa.expire, soa.minimum].map(shownTtl).join(" ");
  const ttl = soa.ttl === usual ? "" : shownTtl(soa.ttl);
  const head = `${"@".padEnd(width)} ${ttl.padEnd(6)} IN SOA    ${fileName(soa.primary)} ${fileName(mailboxName(soa.mailbox))}`;
  return [`${head} ${soa.serial} ${times}`];
}

/** Adds the key for the canonical order of names, computed once per name. */
function withKeys(records: ZoneRecord[]) {
  const keys = new Map<string, string>();
  return records.map((record) => {
    const key = keys.get(record.name) ?? sortKey(record.name);
    keys.set(record.name, key);
    return { key, record };
  });
}

/** NS first, as at the apex. */
const byType = (a: string, b: string) => Number(b === "NS") - Number(a === "NS") || compare(a, b);

/** By the leading number, which is a priority, then by text. */
const byContent = (a: string, b: string) =>
  (Number.parseInt(a, 10) || 0) - (Number.parseInt(b, 10) || 0) || compare(a, b);

function mostCommonTtl(records: ZoneRecord[]): number {
  const counts = new Map<number, number>();
  for (const { ttl } of records) counts.set(ttl, (counts.get(ttl) ?? 0) + 1);
  let usual = defaultTtl;
  for (const [ttl, count] of counts) {
    const best = counts.get(usual) ?? 0;
    if (count > best || (count === best && ttl < usual)) usual = ttl;
  }
  return usual;
}

export function ownerText(name: string, zone: string): string {
  if (name === zone) return "@";
  if (!isWithin(name, zone)) return fileName(name);
  const labels = labelsOf(name);
  return labelText(labels.slice(0, labels.length - labelsOf(zone).length));
}

/** An absolute name for a zone file. */
const fileName = (name: string) => `${labelText(labelsOf(name))}.`;

/** Escapes characters with a meaning in zone files by their number. */
const labelText = (labels: string[]) =>
  labels.map((label) => label.replace(/[^!#%&'*+,\-/-:<-?A-Z[\]^-~]/g, decimal)).join(".");
