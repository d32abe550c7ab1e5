import { readContent, type ZoneRecord } from "@/lib/dns/records/record";
import { attempt } from "@/lib/dns/refusals";
import type { Steps } from "@/lib/dns/steps";
import { readType } from "@/lib/dns/types/catalogue";

/** What may have been stored in a form that the name server can't read. */
const doubtful = /^(TYPE\d+|HTTPS|SVCB)$/;

/**
 * Records from before, each as it is written today. One that can't be, the name server couldn't read either: it goes, for it took
 * its whole name along.
 */
export function* mendedInSteps(records: ZoneRecord[]): Steps<{ records: ZoneRecord[]; asBefore: boolean }> {
  if (!records.some(({ type }) => doubtful.test(type))) return { records, asBefore: true };
  const known = new Map<string, ZoneRecord>();
  for (const record of records) {
    yield;
    const now = doubtful.test(record.type) ? attempt(() => asToday(record)) : { ok: true as const, value: record };
    // As it was, where it was the same already: what is compared stays itself.
    if (now.ok) known.set(`${now.value.name} ${now.value.type} ${now.value.content}`, now.value);
  }
  const after = new Set(known.values());
  return { records: [...after], asBefore: records.every((record) => after.has(record)) };
}

function asToday(record: ZoneRecord): ZoneRecord {
  const type = readType(record.type);
  const content = readContent(type, record.content, "", "file");
  return type === record.type && content === record.content ? record : { ...record, type, content };
}

/** What of some records goes, and what comes in its place. */
export function* mendingInSteps(records: ZoneRecord[]): Steps<{ remove: ZoneRecord[]; add: ZoneRecord[] }> {
  const after = new Set((yield* mendedInSteps(records)).records);
  const before = new Set(records);
  return {
    remove: records.filter((record) => !after.has(record)),
    add: [...after].filter((record) => !before.has(record)),
  };
}
