import { readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";

const [, table = ""] =
  /\n\| variable \| default \| meaning \|\n\|[-|]+\n((?:\|.*\n)+)/.exec(
    readFileSync("docs/configuration.md", "utf8"),
  ) ?? [];
const rows = table
  .trim()
  .split("\n")
  .map((row) => row.split("|").map((cell) => cell.trim()))
  .map(([, names = "", initial = ""]) => ({
    names: [...names.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name),
    initial,
  }));
const named = rows.flatMap(({ names }) => names);

/** The settings that the application reads, and those that the scripts around it read. */
const own = [...readFileSync("lib/env.ts", "utf8").matchAll(/^ {4}([A-Z][A-Z_]+): /gm)].map(([, name = ""]) => name);

it("the table of docs/configuration.md has every setting that is read, and no others", () => {
  expect(own.length).toBeGreaterThan(20);
  // The scripts set it themselves.
  expect(own.filter((name) => name !== "NODE_ENV" && !named.includes(name))).toEqual([]);
  const files = ["up/settings", "up/environment", "serve", "up/paths", "up/secrets"];
  const scripts = files
    .map((file) => `scripts/${file}.mjs`)
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  expect(named.filter((name) => !own.includes(name) && !scripts.includes(name))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
});

it("the table of docs/configuration.md has the actual defaults", async () => {
  for (const name of named) vi.stubEnv(name, "");
  vi.stubEnv("DATABASE_URL", "postgres://nobody@localhost/none");
  vi.stubEnv("AUTH_SECRET", "cT3vkQ0zJm6N1xWbY8rLhPq2uFsXdEoG");
  vi.stubEnv("ENCRYPTION_KEY", "Zp9wVnK4sBtR7yHcMjUaQeLxD2fGiO5T");
  vi.resetModules();
  const { env } = await import("@/lib/env");
  const values: Record<string, unknown> = env();
  const told = rows.flatMap(({ names: [name = ""], initial }) => {
    const [, value] = /^`([^`]*)`$/.exec(initial) ?? [];
    return value !== undefined && own.includes(name) && name !== "PUBLIC_URL" ? [[name, value]] : [];
  });
  expect(told.length).toBeGreaterThan(10);
  expect(told).toEqual(told.map(([name = ""]) => [name, String(values[name])]));
  const without = rows
    .filter(({ initial }) => initial === "none")
    .flatMap(({ names }) => names.filter((name) => own.includes(name)));
  for (const name of without) expect([undefined, ""], name).toContain(values[name] && String(values[name]));
  vi.unstubAllEnvs();
});

it("an invalid setting is refused in our words", async () => {
  const wrong = { PORT: "x", DATABASE_POOL: "0", SIGN_UP: "maybe", LOG_LEVEL: "loud", WORKER: "yes" };
  for (const [name, value] of Object.entries(wrong)) vi.stubEnv(name, value);
  vi.resetModules();
  const { env } = await import("@/lib/env");
  const lines = (() => {
    try {
      return [String(env())];
    } catch (error) {
      return (error as Error).message.split("\n");
    }
  })();
  for (const name of Object.keys(wrong))
    expect(
      lines.find((line) => line.startsWith(name)),
      name,
    ).toMatch(/^\w+: Enter [^.]+\.$/);
  vi.unstubAllEnvs();
});
