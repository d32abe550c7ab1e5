import { compare } from "@/lib/dns/names/labels";
import type { ZoneRecord } from "@/lib/dns/records/record";
import { missingFrom, type RRset, setsInSteps } from "@/lib/dns/records/rrset";
import type { SetChange } from "@/lib/dns/rules/future_zone";
import { finish, type Steps } from "@/lib/dns/steps";

/** The difference between two lists of records, RRset by RRset. */
export interface ZoneDiff {
  added: RRset[];
  removed: RRset[];
  changed: { before: RRset; after: RRset }[];
  /** RRsets that are the same in both. */
  unchanged: RRset[];
}

/** Linear in both lists, whose order doesn't matter. */
export const diffZones = (before: Iterable<ZoneRecord>, after: Iterable<ZoneRecord>): ZoneDiff =>
  finish(diffInSteps(before, after));

/** The same in steps. */
export function* diffInSteps(before: Iterable<ZoneRecord>, after: Iterable<ZoneRecord>): Steps<ZoneDiff> {
  const diff: ZoneDiff = { added: [], removed: [], changed: [], unchanged: [] };
  const former = yield* setsInSteps(before);
  for (const [key, set] of yield* setsInSteps(after)) {
    yield;
    const old = former.get(key);
    former.delete(key);
    if (!old) diff.added.push(set);
    else if (isSame(old, set)) diff.unchanged.push(set);
    else diff.changed.push({ before: old, after: set });
  }
  diff.removed.push(...former.values());
  return diff;
}

export const isSame = (a: RRset, b: RRset): boolean =>
  a.ttl === b.ttl && a.contents.length === b.contents.length && sorted(a) === sorted(b);

const sorted = ({ contents }: RRset) => [...contents].sort(compare).join("\n");

/** A diff as changes for `checkSets`. */
export const changesOf = ({ added, removed, changed }: ZoneDiff): SetChange[] => [
  ...removed.map(({ name, type }) => ({ name, type, after: null })),
  ...added.map((after) => ({ name: after.name, type: after.type, after })),
  ...changed.map(({ after }) => ({ name: after.name, type: after.type, after })),
];

/** The number of former records that are removed or changed. */
export function recordsTouched({ removed, changed }: ZoneDiff): number {
  const gone = removed.reduce((total, { contents }) => total + contents.length, 0);
  return changed.reduce((total, { before, after }) => total + missingFrom(after, before).length, gone);
}

const most = { share: 0.3, records: 10 };

/** Whether a change needs confirmation: it removes or changes over 30 % of ten or more records. */
export const asksOnceMore = (diff: ZoneDiff, recordsBefore: number): boolean =>
  recordsBefore >= most.records && recordsTouched(diff) > recordsBefore * most.share;
