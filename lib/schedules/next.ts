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
 * When it is due next, strictly after a moment. A time that clocks skip that day (they were put forward) comes as much later as
 * they were; of one that comes twice (they were put back) the first counts.
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
