import type { ZoneRecord } from "@/lib/dns/records/record";
import { finish, type Steps } from "@/lib/dns/steps";

/** All records of one name and type; they share a TTL. */
export interface RRset {
  name: string;
  type: string;
  ttl: number;
  contents: string[];
}

/** The key of an RRset in its zone. */
export const setKey = ({ name, type }: { name: string; type: string }): string => `${name} ${type}`;

/** Groups records into RRsets, in order of first appearance. */
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

/** Records of one RRset that the other doesn’t have identically: with another TTL, all of them. */
export function missingFrom(other: RRset | null, one: RRset | null): ZoneRecord[] {
  if (!one) return [];
  const kept = new Set(other?.ttl === one.ttl ? other.contents : []);
  return recordsOf(one).filter(({ content }) => !kept.has(content));
}
