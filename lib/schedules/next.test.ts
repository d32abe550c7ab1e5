import { expect, it } from "vitest";
import { type Clock, nextRun } from "@/lib/schedules/next";

const berlin: Clock = { every: "day", weekday: null, atMinute: 150, timeZone: "Europe/Berlin" };
const next = (clock: Clock, after: string) => nextRun(clock, new Date(after)).toISOString();

it("a daily run comes at its local time, strictly after the given moment", () => {
  expect(next(berlin, "2026-11-24T00:00:00Z")).toBe("2026-11-24T01:30:00.000Z");
  expect(next(berlin, "2026-11-24T01:30:00Z")).toBe("2026-11-25T01:30:00.000Z");
  expect(next({ ...berlin, timeZone: "Pacific/Auckland" }, "2026-11-24T00:00:00Z")).toBe("2026-11-24T13:30:00.000Z");
});

it("a weekly run comes on its weekday in its time zone", () => {
  const monday: Clock = { every: "week", weekday: 1, atMinute: 60, timeZone: "Asia/Tokyo" };
  expect(next(monday, "2026-11-24T00:00:00Z")).toBe("2026-11-29T16:00:00.000Z");
  expect(next(monday, "2026-11-29T16:00:00Z")).toBe("2026-12-06T16:00:00.000Z");
});

it("a run comes once on the days on which clocks change", () => {
  // 02:30 doesn't exist on the first night, and comes twice on the other.
  expect(next(berlin, "2026-03-28T12:00:00Z")).toBe("2026-03-29T01:30:00.000Z");
  expect(next(berlin, "2026-03-29T01:30:00Z")).toBe("2026-03-30T00:30:00.000Z");
  expect(next(berlin, "2026-10-24T12:00:00Z")).toBe("2026-10-25T00:30:00.000Z");
  expect(next(berlin, "2026-10-25T00:30:00Z")).toBe("2026-10-26T01:30:00.000Z");
});

it("a next run is found for every time zone known to this machine, at any time", () => {
  for (const timeZone of Intl.supportedValuesOf("timeZone"))
    for (const atMinute of [0, 150, 1439]) {
      const at = nextRun({ every: "week", weekday: 7, atMinute, timeZone }, new Date("2026-11-24T00:00:00Z"));
      expect(at.getTime() - Date.parse("2026-11-24T00:00:00Z")).toBeLessThan(8 * 86_400_000);
    }
});
