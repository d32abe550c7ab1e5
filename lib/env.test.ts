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
const own = ["lib/env.ts", "lib/identities/settings.ts"]
  .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/^ {2,4}([A-Z][A-Z_]+): /gm)])
  .map(([, name = ""]) => name);

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

/** The lines that refuse these settings at start. */
async function refusedLines(settings: Record<string, string | undefined>): Promise<string[]> {
  for (const name of named) vi.stubEnv(name, "");
  vi.stubEnv("DATABASE_URL", "postgres://nobody@localhost/none");
  vi.stubEnv("AUTH_SECRET", "cT3vkQ0zJm6N1xWbY8rLhPq2uFsXdEoG");
  vi.stubEnv("ENCRYPTION_KEY", "Zp9wVnK4sBtR7yHcMjUaQeLxD2fGiO5T");
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value ?? "");
  vi.resetModules();
  const { env } = await import("@/lib/env");
  try {
    env();
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  } finally {
    vi.unstubAllEnvs();
  }
}

it.each([
  [
    { GITHUB_CLIENT_ID: "x" },
    "GITHUB_CLIENT_SECRET is not set, but GITHUB_CLIENT_ID is: set all of GitHub’s, or none.",
  ],
  [{ GITLAB_URL: "https://git.example" }, /^GITLAB_CLIENT_ID, GITLAB_CLIENT_SECRET is not set, but GITLAB_URL is/],
  [{ OIDC_CLIENT_ID: "x", OIDC_CLIENT_SECRET: "x" }, /^OIDC_ISSUER is not set, but OIDC_CLIENT_ID is/],
  [{ OIDC_NAME: "Town hall" }, /^OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ISSUER is not set/],
  [{ OIDC_ISSUER: "id", OIDC_CLIENT_ID: "x", OIDC_CLIENT_SECRET: "x" }, /^OIDC_ISSUER is not an address/],
  [
    { OIDC_ISSUER: "http://id.example", OIDC_CLIENT_ID: "x", OIDC_CLIENT_SECRET: "x" },
    "OIDC_ISSUER must begin with https://.",
  ],
  [{ PASSWORD_SIGN_IN: "off" }, /^PASSWORD_SIGN_IN is off, and nobody could sign in/],
])("a provider configured by half, or no way to sign in, is one line: %j", async (settings, line) => {
  expect(await refusedLines(settings)).toEqual([typeof line === "string" ? line : expect.stringMatching(line)]);
});

it.each([
  { GITHUB_CLIENT_ID: "x", GITHUB_CLIENT_SECRET: "x" },
  { OIDC_ISSUER: "https://id.example", OIDC_CLIENT_ID: "x", OIDC_CLIENT_SECRET: "x", PASSWORD_SIGN_IN: "off" },
  { OIDC_ISSUER: "http://id.example", OIDC_CLIENT_ID: "x", OIDC_CLIENT_SECRET: "x", ALLOW_HTTP: "on" },
  { PASSWORD_SIGN_IN: "off", SMTP_URL: "smtp://mail.example" },
])("a whole configuration is accepted: %j", async (settings) => {
  expect(await refusedLines(settings)).toEqual([]);
});
