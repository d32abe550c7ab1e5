import { isWithin, namesAbove } from "@/lib/dns/names/labels";
import { type SetChange, targetsOf } from "@/lib/dns/rules/future_zone";

/** What `checkSets` needs besides the change, in its stored state. */
export interface Neighbours {
  /** All RRsets at these names: the apex, the changed names, every name above them, and the hosts that they point to. */
  names: string[];
  /** RRsets at any name below these, which become a delegation or a DNAME. The first hundred are enough. */
  below: string[];
  /** MX, NS and SRV RRsets that point to these, which become aliases: their content ends with the name and a dot. */
  newAliases: string[];
}

/** The part of a zone that must be read to check a change. */
export function neighboursOf(zone: string, changes: SetChange[]): Neighbours {
  const names = new Set([zone]);
  const below = new Set<string>();
  const newAliases = new Set<string>();
  for (const { name, type, after } of changes) {
    for (const each of [name, ...namesAbove(name, zone)]) names.add(each);
    if (!after) continue;
    if (type === "DNAME" || (type === "NS" && name !== zone)) below.add(name);
    if (type === "CNAME") newAliases.add(name);
    for (const target of targetsOf(after)) if (isWithin(target, zone)) names.add(target);
  }
  return { names: [...names], below: [...below], newAliases: [...newAliases] };
}
