import type { z } from "zod";
import type { changeShape } from "@/lib/zones/records/shape";

/** One version in a zone’s history. */
export type Version = z.output<typeof changeShape>;

const kinds: Record<Version["kind"], string> = {
  create: "Zone added",
  edit: "",
  import: "Zone file",
  restore: "Restored",
  helper: "Record wizard",
  settings: "Settings saved",
  signing: "DNSSEC changed",
};

/** "1 added, 2 removed": what a version did. */
export function versionWords({ kind, removed, added, restored, message }: Version): string {
  const counted = (amount: number, what: string) => (amount > 0 ? `${amount.toLocaleString("en-GB")} ${what}` : "");
  const counts = [counted(added, "added"), counted(removed, "removed")].filter(Boolean).join(", ");
  const what = restored === null ? kinds[kind] : `Version ${restored} restored`;
  const words = [what, counts].filter(Boolean).join(": ");
  return message ? `${words || kind}. “${message}”` : words || "No records changed";
}

/** How many changes each of the last days had, in UTC; oldest first. */
export function changesEachDay(
  versions: Pick<Version, "at">[],
  now: Date,
  days = 30,
): { day: Date; changes: number }[] {
  const length = 24 * 3_600_000;
  const today = Math.floor(now.getTime() / length);
  const counts = new Array<number>(days).fill(0);
  for (const { at } of versions) {
    const place = days - 1 - (today - Math.floor(at.getTime() / length));
    if (place >= 0 && place < days) counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts.map((changes, place) => ({ day: new Date((today - days + 1 + place) * length), changes }));
}
