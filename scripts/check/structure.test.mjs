import { expect, it } from "vitest";
import { sameNumbers } from "./structure.mjs";

it("finds a migration whose number is taken", () => {
  expect(sameNumbers(["001_users.sql", "002_members.sql"])).toEqual([]);
  expect(sameNumbers(["001_users.sql", "002_a.sql", "002_b.sql"])).toEqual([
    "db/migrations/002_b.sql: its number is taken; give it the next one that is free",
  ]);
});
