import { shownName } from "@/lib/dns/names/shown";
import type { RRset } from "@/lib/dns/records/rrset";
import type { Edit } from "@/lib/zones/records/edit";

const longest = 300;

/** Edited RRsets for the activity log; shortened, because an RRset may be large. */
export function loggedSets(zone: string, edits: Edit[]) {
  const side = (which: "before" | "after") =>
    Object.fromEntries(
      edits.map(({ name, type, [which]: set }) => [`${shownName(name, zone).slice(0, 100)} ${type}`, text(set)]),
    );
  return { before: side("before"), after: side("after") };
}

function text(set: RRset | null): string {
  if (!set) return "none";
  const all = `${set.contents.slice(0, 20).join(", ")} (${set.ttl} s)`;
  return all.length > longest || set.contents.length > 20
    ? `${all.slice(0, longest)}… (${set.contents.length} records)`
    : all;
}
