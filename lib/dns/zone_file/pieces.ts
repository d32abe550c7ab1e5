import type { ZoneRecord } from "@/lib/dns/records";
import { shownTtl } from "@/lib/dns/ttl";
import type { Soa } from "@/lib/dns/zone_file/soa";
import { dataText, headLines, ownerText } from "@/lib/dns/zone_file/writer";

const width = 24;

/**
 * A zone file piece by piece, for zones that nobody wants in memory twice. Records must come in the order of their names; the same
 * ones give the same text.
 * @param usual the TTL that most of them have
 */
export class FilePieces {
  #last: string | undefined;

  constructor(
    readonly zone: string,
    readonly usual: number,
  ) {}

  head(soa: Soa): string {
    this.#last = this.zone;
    return `${headLines(this.zone, this.usual, soa, width).join("\n")}\n`;
  }

  piece(records: ZoneRecord[]): string {
    let text = "";
    for (const record of records) {
      const { name, ttl } = record;
      const owner = name === this.#last ? "" : ownerText(name, this.zone);
      this.#last = name;
      text += `${owner.padEnd(width)} ${(ttl === this.usual ? "" : shownTtl(ttl)).padEnd(6)} IN ${dataText(record)}\n`;
    }
    return text;
  }
}
