import type { ZoneRecord } from "@/lib/dns/records/record";
import { finish, type Steps } from "@/lib/dns/steps";

/** All records of one name and type; they share a TTL. Contents in the order of their kind. */
export interface RRset {
  name: string;
  type: string;
  ttl: number;
  contents: string[];
}

/** What tells one set of a zone from another. */
export const setKey = ({ name, type }: { name: string; type: string }): string => `${name} ${type}`;

/** Groups records into sets, in the order in which each set first appears. */
export const setsOf = (records: Iterable<ZoneRecord>): Map<string, RRset> => finish(setsInSteps(records));

/** The same in steps. */
export function* setsInSteps(records: Iterable<ZoneRecord>): Steps<Map<string, RRset>> {
  const sets = new Map<string, RRset>();
  for (const { name, type, ttl, content } of records) {
    yield;
    const key = setKey({ name, type });
    const set = sets.get(key);
    if (set) set.contents.push(content);
    else sets.set(key, { name, type, ttl, contents: [content] });
  }
  return sets;
}

export const recordsOf = ({ name, type, ttl, contents }: RRset): ZoneRecord[] =>
  contents.map((content) => ({ name, type, ttl, content }));

/** Records of one set that the other doesn't have just so: a set of another TTL has none of them. */
export function missingFrom(other: RRset | null, one: RRset | null): ZoneRecord[] {
  if (!one) return [];
  const kept = new Set(other?.ttl === one.ttl ? other.contents : []);
  return recordsOf(one).filter(({ content }) => !kept.has(content));
}
