import { namesAbove } from "@/lib/dns/names/labels";
import { type RRset, setKey } from "@/lib/dns/records/rrset";
import type { Steps } from "@/lib/dns/steps";

/** One RRset after the change; null deletes it. */
export interface SetChange {
  name: string;
  type: string;
  after: RRset | null;
}

/** A zone, or the relevant part of it, after a change. */
export class FutureZone {
  readonly #names = new Map<string, Map<string, RRset>>();
  readonly #changed = new Set<string>();
  readonly #targets = new Map<RRset, Set<string>>();

  /** Empty until `fill` is called. */
  constructor(
    readonly zone: string,
    readonly changes: SetChange[],
  ) {}

  /** Adds the existing RRsets, then the changes. */
  *fill(neighbours: Iterable<RRset>): Steps<void> {
    for (const set of neighbours) {
      yield;
      this.#put(set);
    }
    for (const { name, type, after } of this.changes) {
      yield;
      this.#changed.add(setKey({ name, type }));
      if (after) this.#put(after);
      else if (this.#names.get(name)?.delete(type) && this.at(name).size === 0) this.#names.delete(name);
    }
  }

  #put(set: RRset) {
    const sets = this.#names.get(set.name) ?? new Map<string, RRset>();
    sets.set(set.type, set);
    this.#names.set(set.name, sets);
  }

  /** The RRsets at a name, by type. */
  at(name: string): ReadonlyMap<string, RRset> {
    return this.#names.get(name) ?? new Map();
  }

  /** The hosts that an RRset points to; cached, because every name below a delegation needs its own. */
  targets(set: RRset): ReadonlySet<string> {
    const targets = this.#targets.get(set) ?? new Set(targetsOf(set));
    if (targets.size > 0) this.#targets.set(set, targets);
    return targets;
  }

  changedNames = () => new Set(this.changes.map(({ name }) => name));

  /** Every unchanged RRset. */
  *unchanged(): Generator<RRset> {
    for (const sets of this.#names.values())
      for (const set of sets.values()) if (!this.#changed.has(setKey(set))) yield set;
  }

  /** The RRset of a type at the nearest name above; at the apex only with `withZone`. */
  above(name: string, type: string, withZone: boolean): RRset | undefined {
    for (const above of namesAbove(name, this.zone)) {
      const set = above === this.zone && !withZone ? undefined : this.at(above).get(type);
      if (set) return set;
    }
    return undefined;
  }
}

const pointers = /^(MX|NS|SRV)$/;

/** The hosts that an RRset points to, as canonical names; they must not be aliases. */
export function targetsOf({ type, contents }: RRset): string[] {
  if (!pointers.test(type)) return [];
  return contents.map((content) => {
    const target = content.slice(content.lastIndexOf(" ") + 1);
    return target.slice(0, -1);
  });
}
