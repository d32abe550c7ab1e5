import { readContent, type ZoneRecord } from "@/lib/dns/records/record";
import { attempt } from "@/lib/dns/refusals";
import type { Steps } from "@/lib/dns/steps";
import { readType } from "@/lib/dns/types/catalogue";

/** Types that may be stored in a form that the name server can’t read. */
const doubtful = /^(TYPE\d+|HTTPS|SVCB)$/;

/**
 * Old records in today’s form. One that can’t be converted is dropped: the name server couldn’t read it either, and it made its
 * whole name fail.
 */
export function* mendedInSteps(records: ZoneRecord[]): Steps<{ records: ZoneRecord[]; asBefore: boolean }> {
  if (!records.some(({ type }) => doubtful.test(type))) return { records, asBefore: true };
  const known = new Map<string, ZoneRecord>();
  for (const record of records) {
    yield;
    const now = doubtful.test(record.type) ? attempt(() => asToday(record)) : { ok: true as const, value: record };
    // An unchanged record stays the same object, for comparison.
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

/** The records to remove, and those to add instead. */
export function* mendingInSteps(records: ZoneRecord[]): Steps<{ remove: ZoneRecord[]; add: ZoneRecord[] }> {
  const after = new Set((yield* mendedInSteps(records)).records);
  const before = new Set(records);
  return {
    remove: records.filter((record) => !after.has(record)),
    add: [...after].filter((record) => !before.has(record)),
  };
}
