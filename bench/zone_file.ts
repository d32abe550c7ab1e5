// npx tsx bench/zone_file.ts [records]: reads, checks, compares and writes a zone file, and prints time and memory.

import { checkSets } from "@/lib/dns/rules/check";
import { changesOf, diffZones } from "@/lib/dns/rules/diff";
import { readZoneFile } from "@/lib/dns/zone_file/reader";
import { writeZoneFile } from "@/lib/dns/zone_file/writer";

const zone = "example.net";
const count = Number(process.argv[2] ?? 100_000);

/** Records of the types that large zones consist of, some of them longer. */
function exampleFile(): string {
  const lines = ["$TTL 1h", "@ IN SOA ns1 hostmaster 1 3h 1h 1w 1h", "@ NS ns1", "@ NS ns2"];
  for (let n = 0; lines.length < count + 2; n++) {
    const address = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
    const kinds = [
      `host-${n} A ${address}`,
      `host-${n} 600 IN AAAA 2001:db8::${(n & 0xffff).toString(16)}:${(n >> 16).toString(16)}`,
      `alias-${n} CNAME host-${n}`,
      `text-${n} TXT "v=spf1 ip4:${address} include:_spf.example.org -all"`,
      `_minecraft._tcp.host-${n} SRV 0 5 25565 host-${n}`,
      `mail-${n} MX 10 host-${n} ; by hand`,
    ];
    lines.push(kinds[n % kinds.length] as string);
  }
  return `${lines.join("\n")}\n`;
}

function measured<T>(what: string, work: () => T): T {
  global.gc?.();
  const before = process.memoryUsage().heapUsed;
  const begin = performance.now();
  const result = work();
  const seconds = (performance.now() - begin) / 1000;
  const mebibytes = (process.memoryUsage().heapUsed - before) / 1_048_576;
  console.log(
    `${what.padEnd(10)}${seconds.toFixed(2).padStart(7)} s${Math.round(count / seconds)
      .toLocaleString("en")
      .padStart(12)} records/s${mebibytes.toFixed(0).padStart(7)} MiB more`,
  );
  return result;
}

const text = exampleFile();
console.log(`${count} records, ${(text.length / 1_048_576).toFixed(1)} MiB`);
const file = measured("read", () => readZoneFile(text, { zone }));
if (file.errors[0]) throw new Error(`line ${file.errors[0].line}: ${file.errors[0].message}`);
const diff = measured("compare", () => diffZones([], file.records));
const findings = measured("check", () => checkSets(zone, changesOf(diff), []));
if (findings[0]) throw new Error(findings[0].message);
const written = measured("write", () => writeZoneFile(zone, file.records, file.soa ?? undefined));
const again = measured("read again", () => readZoneFile(written, { zone }));
if (again.records.length !== file.records.length) throw new Error("The written file differs.");
console.log(`peak memory: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
