import { expect, it } from "vitest";
import { changesEachDay, versionWords } from "@/components/dns/history/versions";

const change = {
  version: 3,
  at: new Date(),
  actorId: null,
  actorName: "Olive",
  message: null,
  restored: null,
} as const;

it("counts the changes of each of the last days in UTC, oldest first", () => {
  const now = new Date("2026-11-24T00:30:00Z");
  const at = (text: string) => ({ at: new Date(text) });
  const days = changesEachDay(
    [at("2026-11-24T00:10:00Z"), at("2026-11-23T23:59:59Z"), at("2026-11-23T01:00:00Z"), at("2026-01-01T00:00:00Z")],
    now,
    3,
  );
  expect(days.map(({ changes }) => changes)).toEqual([0, 2, 1]);
  expect(days.at(-1)?.day.toISOString()).toBe("2026-11-24T00:00:00.000Z");
});

it("says what a version did", () => {
  expect(versionWords({ ...change, kind: "edit", added: 1, removed: 2 })).toBe("1 added, 2 removed");
  expect(versionWords({ ...change, kind: "settings", added: 0, removed: 0 })).toBe("Settings saved");
  expect(versionWords({ ...change, kind: "restore", restored: 1, added: 1200, removed: 0 })).toBe(
    "Version 1 restored: 1,200 added",
  );
});
