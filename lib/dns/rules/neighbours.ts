import { isWithin, namesAbove } from "@/lib/dns/names/labels";
import { type SetChange, targetsOf } from "@/lib/dns/rules/future_zone";

/** What `checkSets` must be handed besides the change, all of it as it is stored now. */
export interface Neighbours {
  /** All sets at these names: the zone, what is changed, every name above it, and the hosts that it points at. */
  names: string[];
  /** Sets at any name below these, which become a delegation or a DNAME. The first hundred do. */
  below: string[];
  /** MX, NS and SRV sets that point at these, which become aliases: their content ends with the name and a dot. */
  pointing: string[];
}

/** Says what of a zone has to be read to judge a change, so that the rest may stay where it is. */
export function neighboursOf(zone: string, changes: SetChange[]): Neighbours {
  const names = new Set([zone]);
  const below = new Set<string>();
  const pointing = new Set<string>();
  for (const { name, type, after } of changes) {
    for (const each of [name, ...namesAbove(name, zone)]) names.add(each);
    if (!after) continue;
    if (type === "DNAME" || (type === "NS" && name !== zone)) below.add(name);
    if (type === "CNAME") pointing.add(name);
    for (const target of targetsOf(after)) if (isWithin(target, zone)) names.add(target);
  }
  return { names: [...names], below: [...below], pointing: [...pointing] };
}
