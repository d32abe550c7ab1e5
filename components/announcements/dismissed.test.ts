import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { readDismissed, withDismissed } from "@/components/announcements/dismissed";

it("the cookie of dismissed announcements holds the last twenty ids, and nothing else is taken from it", () => {
  const ids = Array.from({ length: 25 }, () => randomUUID());
  const cookie = ids.reduce<string | undefined>(withDismissed, undefined);
  expect(readDismissed(cookie)).toEqual(ids.toReversed().slice(0, 20));
  expect(withDismissed(cookie, ids[24] ?? "")).toBe(cookie);
  for (const wrong of [undefined, "", "x", "'; drop", "..".repeat(5_000)]) expect(readDismissed(wrong)).toEqual([]);
});
