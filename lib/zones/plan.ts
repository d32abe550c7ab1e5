import type { z } from "zod";
import { compare, sortKey } from "@/lib/dns/names/labels";
import { shownName } from "@/lib/dns/names/shown";
import type { ZoneRecord } from "@/lib/dns/records/record";
import { missingFrom, recordsOf, setKey } from "@/lib/dns/records/rrset";
import { checkInSteps, type Finding } from "@/lib/dns/rules/check";
import { asksOnceMore, changesOf, diffInSteps, type ZoneDiff } from "@/lib/dns/rules/diff";
import type { Steps } from "@/lib/dns/steps";
import { AppError } from "@/lib/errors";
import type { diffShape } from "@/lib/zones/records/shape";
import type { Zone } from "@/lib/zones/require";
import { runSteps } from "@/lib/zones/run_steps";
import { aliasIn } from "@/lib/zones/settings";

/** RRsets of a diff that a response contains, and how long their text may be: a single one may be as long as a file. */
export const shownSets = 200;
const shownLength = 1_048_576;

/** A change of a whole zone, checked: the records before, the changes and the findings. */
export interface Plan {
  /** The version that the change is based on. */
  version: number;
  recordsBefore: number;
  recordsAfter: number;
  remove: ZoneRecord[];
  add: ZoneRecord[];
  diff: ZoneDiff;
  findings: Finding[];
  asksOnceMore: boolean;
}

/** Compares and checks a whole zone. Yields between the steps; each is linear. */
export async function planOf(zone: Zone, before: ZoneRecord[], after: ZoneRecord[]): Promise<Plan> {
  const diff = await runSteps(diffInSteps(before, after));
  const changes = changesOf(diff);
  // An unchanged RRset can only conflict with a changed one.
  const bounds = { mostRecords: Number.POSITIVE_INFINITY, alias: aliasIn(zone) } as const;
  const findings = await runSteps(checkInSteps(zone.name, changes, diff.unchanged, bounds));
  const { remove, add } = await runSteps(sidesOf(diff));
  return {
    version: Number(zone.version),
    recordsBefore: before.length,
    recordsAfter: after.length,
    remove,
    add,
    diff,
    findings,
    asksOnceMore: asksOnceMore(diff, before.length),
  };
}

function* sidesOf({ removed, added, changed }: ZoneDiff): Steps<{ remove: ZoneRecord[]; add: ZoneRecord[] }> {
  const remove = removed.flatMap(recordsOf);
  yield;
  const add = added.flatMap(recordsOf);
  for (const { before, after } of changed) {
    yield;
    for (const record of missingFrom(after, before)) remove.push(record);
    for (const record of missingFrom(before, after)) add.push(record);
  }
  return { remove, add };
}

/** @throws zone.changed when the zone’s version differs from the one that was checked, or from the one that the user saw */
export function requireSame(zone: Zone, judged: number, seen?: number): void {
  const version = Number(zone.version);
  if (version !== judged || (seen !== undefined && seen !== version))
    throw new AppError("zone.changed", { current: { version } });
}

type Shown = z.output<typeof diffShape>;
type ShownSet = Omit<Shown["sets"][number], "label" | "kind">;

/** Removed and added records for a response: grouped by name and type, the first RRsets only. */
export function* shownDiff(
  zone: string,
  removed: ZoneRecord[],
  added: ZoneRecord[],
  counts = { removed: removed.length, added: added.length },
  kept: (set: { name: string; type: string }) => boolean = () => false,
): Steps<Shown> {
  const sets = new Map<string, ShownSet>();
  for (const [side, records] of [
    ["removed", removed],
    ["added", added],
  ] as const)
    for (const { name, type, ttl, content } of records) {
      yield;
      const key = setKey({ name, type });
      const set = sets.get(key) ?? { name, type, removed: [], added: [] };
      set[side].push({ ttl, content });
      sets.set(key, set);
    }
  let left = shownLength;
  const fits = ({ content }: { content: string }) => {
    left -= content.length + 50;
    return left >= 0;
  };
  const shown = (yield* firstOf(sets.values())).map((set) => ({
    ...set,
    label: shownName(set.name, zone),
    kind: kindOf(set, kept(set)),
    removed: set.removed.filter(fits),
    added: set.added.filter(fits),
  }));
  const listed = shown.filter((set) => set.removed.length + set.added.length > 0);
  const count = listed.reduce((total, set) => total + set.removed.length + set.added.length, 0);
  return {
    removed: counts.removed,
    added: counts.added,
    sets: listed,
    more: count < counts.removed + counts.added,
  };
}

/** The first in the zone’s order, without sorting all of a hundred thousand. */
function* firstOf(sets: Iterable<ShownSet>): Steps<ShownSet[]> {
  let first: { key: string; set: ShownSet }[] = [];
  const cut = () => first.sort((a, b) => compare(a.key, b.key) || compare(a.set.type, b.set.type)).slice(0, shownSets);
  for (const set of sets) {
    yield;
    first.push({ key: sortKey(set.name), set });
    if (first.length >= 2 * shownSets) first = cut();
  }
  return cut().map(({ set }) => set);
}

/** An RRset that keeps some of its records is changed, not added or removed. */
function kindOf({ removed, added }: { removed: unknown[]; added: unknown[] }, kept: boolean) {
  if (kept || (removed.length > 0 && added.length > 0)) return "changed" as const;
  return removed.length > 0 ? ("removed" as const) : ("added" as const);
}

/** The same for a plan. */
export function diffOfPlan(zone: string, { diff, remove, add }: Plan) {
  const changed = new Set(diff.changed.map(({ after }) => setKey(after)));
  return shownDiff(zone, remove, add, undefined, ({ name, type }) => changed.has(setKey({ name, type })));
}
