import { DateTime } from "luxon";

export interface Clock {
  every: "day" | "week";
  /** 1 is Monday. */
  weekday: number | null;
  /** Minutes after midnight. */
  atMinute: number;
  timeZone: string;
}

/**
 * The next run, strictly after a moment. A time skipped because the clocks went forward comes later by as much; of a time that occurs
 * twice because they went back, the first counts.
 */
export function nextRun({ every, weekday, atMinute, timeZone }: Clock, after: Date): Date {
  const today = DateTime.fromJSDate(after, { zone: timeZone }).startOf("day");
  for (let days = 0; days <= 15; days++) {
    const { year, month, day, weekday: named } = today.plus({ days });
    if (every === "week" && named !== weekday) continue;
    const time = { hour: Math.floor(atMinute / 60), minute: atMinute % 60 };
    const at = DateTime.fromObject({ year, month, day, ...time }, { zone: timeZone });
    const first = Math.min(...at.getPossibleOffsets().map((each) => each.toMillis()));
    if (first > after.getTime()) return new Date(first);
  }
  throw new Error(`No day fits a schedule of ${timeZone}.`);
}
