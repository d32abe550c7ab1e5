import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import type { ZoneRecord } from "@/db/queries/zone_changes";
import { asksOnceMore, changesOf, diffInSteps, type ZoneDiff } from "@/lib/dns/diff";
import { shownName } from "@/lib/dns/display";
import type { Zone } from "@/lib/dns/edit";
import { inTurns } from "@/lib/dns/in_turns";
import { compare, sortKey } from "@/lib/dns/labels";
import type { diffShape } from "@/lib/dns/record_shape";
import { checkInSteps, type Finding } from "@/lib/dns/rules/check";
import { type RecordSet, recordsOf } from "@/lib/dns/sets";
import { aliasIn } from "@/lib/dns/zone_settings";
import { AppError } from "@/lib/errors";

/** Sets of a diff that an answer shows. */
export const shownSets = 200;

/** What a zone would become, judged: how it was, what changes, what stands in the way. */
export interface Plan {
  /** The version that `before` is. */
  version: number;
  recordsBefore: number;
  recordsAfter: number;
  remove: ZoneRecord[];
  add: ZoneRecord[];
  diff: ZoneDiff;
  findings: Finding[];
  asksOnceMore: boolean;
}

/** Compares and judges a whole zone. The event loop gets its turn between the steps; each is linear. */
export async function planOf(zone: Zone, before: ZoneRecord[], after: ZoneRecord[]): Promise<Plan> {
  const diff = await inTurns(diffInSteps(before, after));
  await setImmediate();
  const changes = changesOf(diff);
  await setImmediate();
  // A set that isn't changed can only be in the way of one that is.
  const bounds = { mostRecords: Number.POSITIVE_INFINITY, alias: aliasIn(zone) } as const;
  const findings = await inTurns(checkInSteps(zone.name, changes, diff.unchanged, bounds));
  await setImmediate();
  const remove: ZoneRecord[] = diff.removed.flatMap(recordsOf);
  const add: ZoneRecord[] = diff.added.flatMap(recordsOf);
  for (const { before: old, after: next } of diff.changed) {
    remove.push(...lacking(old, next));
    add.push(...lacking(next, old));
  }
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

function lacking(one: RecordSet, other: RecordSet): ZoneRecord[] {
  const kept = new Set(one.ttl === other.ttl ? other.contents : []);
  return recordsOf(one).filter(({ content }) => !kept.has(content));
}

/** @throws zone.changed when the zone is another than what was judged, or than what somebody looked at */
export function requireSame(zone: Zone, judged: number, seen?: number): void {
  const version = Number(zone.version);
  if (version !== judged || (seen !== undefined && seen !== version))
    throw new AppError("zone.changed", { current: { version } });
}

/** Records that went and came, as an answer shows them: by name and type, the first sets. */
export function shownDiff(
  zone: string,
  removed: ZoneRecord[],
  added: ZoneRecord[],
  counts = { removed: removed.length, added: added.length },
  kept: (set: { name: string; type: string }) => boolean = () => false,
): z.output<typeof diffShape> {
  type Shown = z.output<typeof diffShape>["sets"][number];
  const sets = new Map<string, Shown>();
  for (const [side, records] of [
    ["removed", removed],
    ["added", added],
  ] as const)
    for (const { name, type, ttl, content } of records) {
      const key = `${name} ${type}`;
      const set = sets.get(key) ?? {
        name,
        label: shownName(name, zone),
        type,
        kind: "changed",
        removed: [],
        added: [],
      };
      set[side].push({ ttl, content });
      sets.set(key, set);
    }
  const sorted = [...sets.values()]
    .map((set) => ({ set, key: sortKey(set.name) }))
    .sort((a, b) => compare(a.key, b.key) || compare(a.set.type, b.set.type))
    .slice(0, shownSets)
    .map(({ set }) => ({ ...set, kind: kindOf(set, kept(set)) }));
  const shown = sorted.reduce((total, set) => total + set.removed.length + set.added.length, 0);
  return { ...counts, sets: sorted, more: shown < counts.removed + counts.added };
}

/** A set of which only one side changes and something stays is changed, not new or gone. */
function kindOf({ removed, added }: { removed: unknown[]; added: unknown[] }, kept: boolean) {
  if (kept || (removed.length > 0 && added.length > 0)) return "changed" as const;
  return removed.length > 0 ? ("removed" as const) : ("added" as const);
}

/** The same of a plan. */
export function diffOfPlan(zone: string, { diff, remove, add }: Plan) {
  const changed = new Set(diff.changed.map(({ after }) => `${after.name} ${after.type}`));
  return shownDiff(zone, remove, add, undefined, ({ name, type }) => changed.has(`${name} ${type}`));
}
