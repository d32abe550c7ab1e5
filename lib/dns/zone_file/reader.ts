import type { Token } from "@/lib/dns/content/tokens";
import { compare, isWithin } from "@/lib/dns/names/labels";
import type { DnsReason } from "@/lib/dns/reasons";
import type { ZoneRecord } from "@/lib/dns/records/record";
import { setKey } from "@/lib/dns/records/rrset";
import { attempt, refuse, type Values, wordsOf } from "@/lib/dns/refusals";
import { finish } from "@/lib/dns/steps";
import { type Found, startState, takeEntry, takeGenerated } from "@/lib/dns/zone_file/entry";
import { Scanner } from "@/lib/dns/zone_file/scanner";
import type { Soa } from "@/lib/dns/zone_file/soa";

/** A message about one place in a file; line and column count from 1. */
export interface FileNote {
  line: number;
  column: number;
  reason: DnsReason;
  message: string;
}

export interface ZoneFile {
  records: ZoneRecord[];
  /** Null if the file has none. */
  soa: Soa | null;
  /** With any error, nothing should be imported. Ordered by line. */
  errors: FileNote[];
  warnings: FileNote[];
  /** There were more errors than are listed. */
  more: boolean;
  /** The line on which each RRset begins, by `setKey`. */
  lines: Map<string, number>;
  /** The number of lines outside the zone; the first are among the warnings. */
  outside: number;
}

export interface ReadingOptions {
  /** Canonical name of the zone that the file is for. */
  zone: string;
  mostRecords?: number;
  mostErrors?: number;
  mostMiB?: number;
}

const mebibyte = 1_048_576;

/** Reads a zone file (RFC 1035, 5) entry by entry; each step yields the number of characters read. Never throws for its content. */
export function* zoneFileInSteps(text: string, options: ReadingOptions): Generator<number, ZoneFile> {
  const { zone, mostRecords = 100_000, mostErrors = 100, mostMiB = 16 } = options;
  const file: ZoneFile = {
    records: [],
    soa: null,
    errors: [],
    warnings: [],
    more: false,
    lines: new Map(),
    outside: 0,
  };
  const note = (list: FileNote[], reason: DnsReason, line: number, column: number, words: Values | string = {}) => {
    const message = () => (typeof words === "string" ? words : wordsOf(reason, words));
    if (list.length < mostErrors) list.push({ line, column, reason, message: message() });
    else if (list === file.errors) file.more = true;
  };
  if (text.length > mostMiB * mebibyte) {
    note(file.errors, "file.large", 1, 1, { most: mostMiB });
    return file;
  }
  const sets = new Map<string, { ttl: number; contents: Set<string> }>();
  let uneven = false;
  const scanner = new Scanner(text);
  const state = startState(zone);
  const made = { lines: 0, characters: 0 };
  for (let entry = scanner.next(); entry && !file.more; entry = scanner.next()) {
    yield scanner.at;
    const { line } = entry;
    if (entry.wrong) note(file.errors, entry.wrong.reason, entry.wrong.line, entry.wrong.column);
    state.place = entry.tokens[0];
    const result = attempt(() => takeEntry(entry, state));
    const place = state.place ?? { line, column: 1 };
    if (!result.ok) {
      // An error in the words themselves was already reported; the others may only follow from it.
      if (!entry.wrong) note(file.errors, result.refusal.reason, place.line, place.column, result.refusal.message);
    } else if (result.value?.kind === "generate") yield* generate(result.value.lines, line);
    else if (result.value) keep(result.value, place);
  }
  for (const record of uneven ? file.records : []) {
    yield scanner.at;
    record.ttl = sets.get(setKey(record))?.ttl ?? record.ttl;
  }
  file.errors.sort((a, b) => a.line - b.line || compare(a.reason, b.reason));
  return file;

  /** Adds the records of one $GENERATE; in the whole file no more than a zone’s limit, and no more text than a file’s. */
  function* generate(lines: Generator<Token[]>, line: number): Generator<number, void> {
    for (let count = 0; ; count++) {
      const result = attempt(() => {
        const { done, value } = lines.next();
        if (done) return null;
        if (++made.lines > mostRecords) refuse("zone.large", { most: mostRecords });
        made.characters += value.reduce((total, { text }) => total + text.length + 1, 0);
        if (made.characters > mostMiB * mebibyte) refuse("file.generatedLarge", { most: mostMiB });
        return takeGenerated(value, state);
      });
      if (!result.ok) note(file.errors, result.refusal.reason, line, 1, result.refusal.message);
      if (!result.ok || result.value === null) return note(file.warnings, "file.generated", line, 1, { count });
      if (result.value) keep(result.value, { line, column: 1 });
      yield scanner.at;
    }
  }

  function keep(found: Found, place: { line: number; column: number }) {
    const { line, column } = place;
    const warn = (reason: DnsReason, words: Values = {}) => note(file.warnings, reason, line, column, words);
    if (found.kind === "soa") {
      if (found.why) warn(...found.why);
      else if (!file.soa) file.soa = found.soa;
      // A transfer ends with the SOA that it began with.
      else if (JSON.stringify(found.soa) !== JSON.stringify(file.soa)) warn("file.soaTwice");
    } else if (found.kind === "signature") {
      warn("file.signatures", { type: found.type });
    } else if (found.kind === "outside") {
      file.outside++;
      warn("file.outside", { text: found.name || ".", zone });
    } else if (found.kind === "origin") {
      const { text, origin } = found;
      if (isWithin(text.toLowerCase(), zone)) warn("file.originDot", { text, origin });
    } else if (found.kind === "record") add(found.record, line, column);
  }

  function add(record: ZoneRecord, line: number, column: number) {
    const key = setKey(record);
    const set = sets.get(key) ?? { ttl: record.ttl, contents: new Set() };
    if (set.contents.has(record.content)) return note(file.warnings, "file.duplicate", line, column);
    if (set.ttl !== record.ttl) {
      uneven = true;
      set.ttl = Math.min(set.ttl, record.ttl);
      note(file.warnings, "set.ttl", line, column, { kept: set.ttl });
    }
    if (set.contents.size === 0) {
      sets.set(key, set);
      file.lines.set(key, line);
    }
    set.contents.add(record.content);
    if (file.records.length < mostRecords) return file.records.push(record);
    note(file.errors, "zone.large", line, column, { most: mostRecords });
    file.more = true;
  }
}

/** Reads the whole file at once. */
export function readZoneFile(text: string, options: ReadingOptions): ZoneFile {
  return finish(zoneFileInSteps(text, options));
}
