import { namesAbove } from "@/lib/dns/names/labels";
import { type RRset, setKey } from "@/lib/dns/records/rrset";
import type { Steps } from "@/lib/dns/steps";

/** One set as it will be; null takes it away. */
export interface SetChange {
  name: string;
  type: string;
  after: RRset | null;
}

/** A zone, or the part of it that matters, as it will be after a change. */
export class FutureZone {
  readonly #names = new Map<string, Map<string, RRset>>();
  readonly #changed = new Set<string>();
  readonly #targets = new Map<RRset, Set<string>>();

  /** Empty until it is filled. */
  constructor(
    readonly zone: string,
    readonly changes: SetChange[],
  ) {}

  /** Puts in what is there, and then what changes. */
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

  /** The sets at a name, by type. */
  at(name: string): ReadonlyMap<string, RRset> {
    return this.#names.get(name) ?? new Map();
  }

  /** The hosts that a set points at, each once: put together once, for everything below a delegation asks for its. */
  targets(set: RRset): ReadonlySet<string> {
    const targets = this.#targets.get(set) ?? new Set(targetsOf(set));
    if (targets.size > 0) this.#targets.set(set, targets);
    return targets;
  }

  changedNames = () => new Set(this.changes.map(({ name }) => name));

  /** Every set that isn't changed itself. */
  *unchanged(): Generator<RRset> {
    for (const sets of this.#names.values())
      for (const set of sets.values()) if (!this.#changed.has(setKey(set))) yield set;
  }

  /** The nearest name above that has a type; the zone itself only when asked for. */
  above(name: string, type: string, withZone: boolean): RRset | undefined {
    for (const above of namesAbove(name, this.zone)) {
      const set = above === this.zone && !withZone ? undefined : this.at(above).get(type);
      if (set) return set;
    }
    return undefined;
  }
}

const pointers = /^(MX|NS|SRV)$/;

/** The hosts that a set points at, which must not be aliases: canonical names. */
export function targetsOf({ type, contents }: RRset): string[] {
  if (!pointers.test(type)) return [];
  return contents.map((content) => {
    const target = content.slice(content.lastIndexOf(" ") + 1);
    return target.slice(0, -1);
  });
}
