import { expect, it } from "vitest";
import type { About } from "@/lib/kernel/operation";
import { actionOf } from "@/lib/portal/rates/words";

/** Every operation that any module below lib/ exports. */
const modules = import.meta.glob<Record<string, unknown>>(
  ["../../**/*.ts", "!../../**/*.test.ts", "!../../doors/**", "!../../jobs/install.ts"],
  { eager: true },
);
const abouts = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter((value): value is { about: About } => typeof value === "function" && "about" in value)
  .map(({ about }) => about);

it("every operation that may be called only so often has words for people", () => {
  const limited = [...new Set(abouts.filter((about) => about.limited).map(({ name }) => name))];
  expect(limited.length).toBeGreaterThan(50);
  expect(limited.filter((name) => !/^[A-Z][^.]+$/.test(actionOf(name))).sort()).toEqual([]);
});
