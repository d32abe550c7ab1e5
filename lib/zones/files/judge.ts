import { mailboxName } from "@/lib/dns/names/mailbox";
import type { ZoneRecord } from "@/lib/dns/records/record";
import { recordsOf, setKey, setsInSteps } from "@/lib/dns/records/rrset";
import type { Finding } from "@/lib/dns/rules/check";
import type { Steps } from "@/lib/dns/steps";
import { type ZoneFile, zoneFileInSteps } from "@/lib/dns/zone_file/reader";
import { type Plan, planOf } from "@/lib/zones/plan";
import type { Zone } from "@/lib/zones/require";
import { runSteps } from "@/lib/zones/run_steps";

/** What an import is checked against, read at once. */
export interface Ground {
  zone: Zone;
  records: ZoneRecord[];
  /** The tier’s limit. */
  mostRecords: number;
}

export interface Note {
  line: number | null;
  column: number | null;
  message: string;
}

export interface Judged {
  ground: Ground;
  /** Null if the file itself has errors. */
  plan: Plan | null;
  errors: Note[];
  moreErrors: boolean;
  warnings: Note[];
}

/** The most errors and warnings in a response. */
const mostNotes = 100;

/** Reads a zone file and checks the resulting zone. Yields meanwhile. */
export async function judgeImport(text: string, mode: "replace" | "add", ground: Ground): Promise<Judged> {
  const { zone, records, mostRecords } = ground;
  const file = await runSteps(zoneFileInSteps(text, { zone: zone.name, mostRecords, mostErrors: mostNotes }));
  const errors = file.errors.map(noted);
  if (errors.length > 0)
    return { ground, plan: null, errors, moreErrors: file.more, warnings: file.warnings.map(noted) };
  const after = mode === "replace" ? file.records : await runSteps(merged(records, file.records));
  const plan = await planOf(zone, records, after);
  const found = (level: Finding["level"]) =>
    plan.findings.filter((finding) => finding.level === level).map((finding) => notedFinding(finding, file));
  const refused = found("refusal");
  if (after.length > mostRecords && after.length > records.length)
    refused.push({ line: null, column: null, message: `A zone can have ${mostRecords} records at most. Remove some.` });
  const warnings = [
    ...outsideNote(zone, file),
    ...file.warnings.map(noted),
    ...found("warning"),
    ...soaNote(zone, file),
  ];
  return {
    ground,
    plan,
    errors: refused.slice(0, mostNotes),
    moreErrors: refused.length >= mostNotes,
    warnings: warnings.slice(0, mostNotes),
  };
}

/** The existing records with those of the file added; an RRset that gets more takes the file’s TTL. */
function* merged(before: ZoneRecord[], coming: ZoneRecord[]): Steps<ZoneRecord[]> {
  const sets = yield* setsInSteps(before);
  for (const [key, { ttl, contents, ...at }] of yield* setsInSteps(coming)) {
    yield;
    const old = sets.get(key);
    const all = old ? [...new Set([...old.contents, ...contents])] : contents;
    // An RRset that already has all of them stays unchanged.
    if (old && all.length === old.contents.length && old.ttl === ttl) continue;
    sets.set(key, { ...at, ttl, contents: all });
  }
  return [...sets.values()].flatMap(recordsOf);
}

/** No warning for a file that was exported here: its SOA is the zone’s own. */
function soaNote(zone: Zone, { soa }: ZoneFile): Note[] {
  const { primaryServer, contact, refresh, retry, expire, minimum, ttl } = zone;
  const own = {
    primary: primaryServer.slice(0, -1),
    contact: contact.slice(0, -1),
    refresh,
    retry,
    expire,
    minimum,
    ttl,
  };
  if (
    !soa ||
    Object.entries(own).every(([key, value]) => value === { ...soa, contact: mailboxName(soa.mailbox) }[key as "ttl"])
  )
    return [];
  const message = "The SOA record of this file is ignored: the zone’s settings stay unchanged.";
  return [{ line: null, column: null, message }];
}

/** A note if more lines are outside the zone than are listed. */
function outsideNote({ name }: Zone, { outside }: ZoneFile): Note[] {
  const message = `${outside} lines of this file are outside the zone ${name} and were ignored. The first are listed here.`;
  return outside >= mostNotes ? [{ line: null, column: null, message }] : [];
}

const noted = ({ line, column, message }: Note): Note => ({ line, column, message });
const notedFinding = ({ name, type, message }: Finding, { lines }: ZoneFile): Note => ({
  line: lines.get(setKey({ name, type })) ?? null,
  column: null,
  message,
});
