import { expect, it } from "vitest";
import { type Clock, nextRun } from "@/lib/schedules/next";

const berlin: Clock = { every: "day", weekday: null, atMinute: 150, timeZone: "Europe/Berlin" };
const next = (clock: Clock, after: string) => nextRun(clock, new Date(after)).toISOString();

it("comes every day at that time of that zone, and never at the moment itself again", () => {
  expect(next(berlin, "2026-11-24T00:00:00Z")).toBe("2026-11-24T01:30:00.000Z");
  expect(next(berlin, "2026-11-24T01:30:00Z")).toBe("2026-11-25T01:30:00.000Z");
  expect(next({ ...berlin, timeZone: "Pacific/Auckland" }, "2026-11-24T00:00:00Z")).toBe("2026-11-24T13:30:00.000Z");
});

it("comes every week on that day as the zone counts days", () => {
  const monday: Clock = { every: "week", weekday: 1, atMinute: 60, timeZone: "Asia/Tokyo" };
  expect(next(monday, "2026-11-24T00:00:00Z")).toBe("2026-11-29T16:00:00.000Z");
  expect(next(monday, "2026-11-29T16:00:00Z")).toBe("2026-12-06T16:00:00.000Z");
});

it("comes once on the days on which clocks are changed", () => {
  // Half past two doesn't exist on that night, and comes twice on the other.
  expect(next(berlin, "2026-03-28T12:00:00Z")).toBe("2026-03-29T01:30:00.000Z");
  expect(next(berlin, "2026-03-29T01:30:00Z")).toBe("2026-03-30T00:30:00.000Z");
  expect(next(berlin, "2026-10-24T12:00:00Z")).toBe("2026-10-25T00:30:00.000Z");
  expect(next(berlin, "2026-10-25T00:30:00Z")).toBe("2026-10-26T01:30:00.000Z");
});

it("is found for every zone that this machine knows, at any time", () => {
  for (const timeZone of Intl.supportedValuesOf("timeZone"))
    for (const atMinute of [0, 150, 1439]) {
      const at = nextRun({ every: "week", weekday: 7, atMinute, timeZone }, new Date("2026-11-24T00:00:00Z"));
      expect(at.getTime() - Date.parse("2026-11-24T00:00:00Z")).toBeLessThan(8 * 86_400_000);
    }
});
