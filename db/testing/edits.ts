import type { ZoneRecord } from "@/lib/dns/records/record";

/** Pseudo-random numbers, the same in each run. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const labels = ["a", "b", "c", "d-1", "_x", "a\\.b"];
const types = ["A", "A", "AAAA", "TXT", "MX", "NS", "NS", "DS"];

/** A record somewhere in the zone, often on or near others, because there are few names and many delegations. */
function randomRecord(zone: string, roll: (sides: number) => number): ZoneRecord {
  const depth = 1 + roll(4);
  const name = [...Array.from({ length: depth }, () => labels[roll(labels.length)]), zone].join(".");
  const type = types[roll(types.length)] as string;
  const host = roll(200);
  const content = {
    A: `192.0.2.${host}`,
    AAAA: `2001:db8::${(host + 1).toString(16)}`,
    TXT: `"text ${host}"`,
    MX: `${host} mail.${zone}.`,
    NS: `ns${host}.example.net.`,
    DS: `${host} 13 2 ${"ab".repeat(32)}`,
  }[type] as string;
  // Sometimes a wildcard directly below the zone.
  return roll(12) === 0
    ? { name: `*.${zone}`, type: "A", ttl: 300, content: `192.0.2.${host}` }
    : { name, type, ttl: 300, content };
}

/** A change of a few records: additions, removals, or both. `live` is updated. */
export function randomEdit(zone: string, live: Map<string, ZoneRecord>, roll: (sides: number) => number) {
  const remove: ZoneRecord[] = [];
  const add: ZoneRecord[] = [];
  const keyOf = (record: ZoneRecord) => `${record.name} ${record.type} ${record.content}`;
  for (let left = 1 + roll(4); left > 0; left--) {
    const keys = [...live.keys()];
    const key = keys[roll(keys.length)];
    const found = key === undefined ? undefined : live.get(key);
    if (key !== undefined && found && roll(keys.length + 30) < keys.length && roll(2) === 0) {
      remove.push(found);
      live.delete(key);
    }
  }
  for (let left = roll(4); left > 0; left--) {
    const record = randomRecord(zone, roll);
    if (live.has(keyOf(record)) || remove.some((gone) => keyOf(gone) === keyOf(record))) continue;
    live.set(keyOf(record), record);
    add.push(record);
  }
  return { remove, add };
}

/** Whether a name lies below another; a dot after a backslash is part of a label. */
export const isBelow = (name: string, over: string) => name.endsWith(`.${over}`) && name.at(-over.length - 2) !== "\\";
