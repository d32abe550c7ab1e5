import type { z } from "zod";
import { readOwner } from "@/lib/dns/names/read";
import { shownName } from "@/lib/dns/names/shown";
import { readRecord, typedContent, type ZoneRecord } from "@/lib/dns/records/record";
import type { RRset } from "@/lib/dns/records/rrset";
import { atField, DnsRefusal } from "@/lib/dns/refusals";
import { isSame } from "@/lib/dns/rules/diff";
import { readType } from "@/lib/dns/types/catalogue";
import { fieldError } from "@/lib/errors";
import type { rrsetShape, ShownRecord } from "@/lib/zones/records/shape";

/** Turns a refusal of lib/dns into one at the form’s field; `subject` is its own reason. */
export function judged<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DnsRefusal)) throw error;
    throw fieldError("record.invalid", error.field, error.message, error.reason);
  }
}

/** The name and type of the RRset that was typed. */
export const readPlace = (zone: string, typed: { name: string; type: string }) =>
  judged(() => ({
    name: atField("name", () => readOwner(typed.name, zone, "typed")),
    type: readType(typed.type),
  }));

/** One record as it was typed. */
export const readTyped = (zone: string, typed: Typed) => judged(() => readRecord(typed, zone));
interface Typed {
  name: string;
  type: string;
  ttl?: string | number;
  content: string;
}

/** A whole RRset as it was typed, each refusal at its own content; null if empty. Duplicates are refused. */
export function readSet(zone: string, typed: Omit<Typed, "content"> & { contents: string[] }): RRset | null {
  const { contents, ...head } = typed;
  const records = judged(() =>
    contents.map((content, place) => {
      try {
        return readRecord({ ...head, content }, zone);
      } catch (error) {
        if (!(error instanceof DnsRefusal) || error.field !== "content") throw error;
        throw new DnsRefusal(error.reason, error.message, `contents.${place}`);
      }
    }),
  );
  const [first] = records;
  if (!first) return null;
  const set = { name: first.name, type: first.type, ttl: first.ttl, contents: records.map(({ content }) => content) };
  const twice = set.contents.findIndex((content, place) => set.contents.indexOf(content) < place);
  if (twice >= 0)
    throw fieldError("record.invalid", `contents.${twice}`, "This record already exists.", "set.duplicate");
  return set;
}

export const sameSet = (before: RRset | null, after: RRset | null): boolean =>
  before && after ? isSame(before, after) : before === after;

/** A record as doors return it. */
export const shownRecord = (
  zone: string,
  { id, name, type, ttl, content, sinceVersion }: ZoneRecord & { id: string; sinceVersion: string },
): ShownRecord => ({
  id,
  name,
  label: shownName(name, zone),
  type,
  ttl,
  content,
  typed: typedContent({ type, content }),
  version: Number(sinceVersion),
});

export const shownSet = (
  zone: string,
  { name, type }: { name: string; type: string },
  set: RRset | null,
  version: number,
): z.output<typeof rrsetShape> => ({
  name,
  label: shownName(name, zone),
  type,
  ttl: set?.ttl ?? null,
  contents: set?.contents ?? [],
  typed: (set?.contents ?? []).map((content) => typedContent({ type, content })),
  version,
});
