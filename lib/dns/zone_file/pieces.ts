import { shownTtl } from "@/lib/dns/content/ttl";
import type { ZoneRecord } from "@/lib/dns/records/record";
import type { Steps } from "@/lib/dns/steps";
import type { Soa } from "@/lib/dns/zone_file/soa";
import { dataText, headLines, ownerText } from "@/lib/dns/zone_file/writer";

const width = 24;
/** The approximate length of a piece, which is sent at once. */
const length = 131_072;

/**
 * Writes a zone file piece by piece, for zones too large to have in memory twice. Records must be ordered by name; the same records
 * give the same text.
 * @param usual the most common TTL
 */
export class FilePieces {
  readonly pieces: string[] = [];
  #last: string | undefined;

  constructor(
    readonly zone: string,
    readonly usual: number,
  ) {}

  head(soa: Soa): void {
    this.#last = this.zone;
    this.pieces.push(`${headLines(this.zone, this.usual, soa, width).join("\n")}\n`);
  }

  *add(records: ZoneRecord[]): Steps<void> {
    let text = "";
    for (const record of records) {
      yield;
      if (text.length > length) {
        this.pieces.push(text);
        text = "";
      }
      const { name, ttl } = record;
      const owner = name === this.#last ? "" : ownerText(name, this.zone);
      this.#last = name;
      text += `${owner.padEnd(width)} ${(ttl === this.usual ? "" : shownTtl(ttl)).padEnd(6)} IN ${dataText(record)}\n`;
    }
    this.pieces.push(text);
  }
}
