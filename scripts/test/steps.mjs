import fs from "node:fs";
import path from "node:path";
import { filesBelow, isTest, read } from "../check/files.mjs";
import { buildWhenChanged } from "../up/build.mjs";
import { run } from "../up/children.mjs";
import { buildEnvironment } from "../up/environment.mjs";
import { root } from "../up/paths.mjs";
import { startTestDatabase, testDir } from "./database.mjs";
import { logOf, readLog, runLogged } from "./output.mjs";
import { countPlaywright, countVitest, readPlaywright, readVitest } from "./results.mjs";
import { writeSchema } from "./schema.mjs";

const minutes = (count) => count * 60_000;
const one = (ok, lines = []) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, lines: ok ? [] : lines });

/** Checks that db/schema.ts matches the migrations. */
export async function runSchema({ signal }) {
  const { code, lines } = await writeSchema({ verify: true, signal: bounded(signal, 4) });
  return one(code === 0, lines);
}

/**
 * The test files beside the code: those with a database, and those without. Only tests of the database itself (db/) run
 * on two PostgreSQLs, the newest and the oldest; the programs and the browser run on the newest as well.
 */
function codeTests() {
  const files = ["app", "bench", "components", "db", "docs", "lib", "scripts"].flatMap(filesBelow);
  const tests = [...files, ...fs.readdirSync(root)].filter((file) => /(?<!\.engine)\.test\.(ts|tsx|mjs)$/.test(file));
  const used = tests.filter((file) => /from "[^"]*(?<!lib\/dns\/)testing[^"]*"/.test(read(file)));
  return { used, unused: tests.filter((file) => !used.includes(file)) };
}

/** Tests that need no database, and those of the database itself on the embedded PostgreSQL. */
export function runUnitTests(context) {
  const { used, unused } = codeTests();
  return vitest("unit", [...unused, ...used.filter((file) => file.startsWith("db/"))], context);
}

/** Tests with a database, on the oldest supported PostgreSQL: what works there works on later ones. */
export async function runIntegrationTests(context) {
  const { bin, need } = context.oldPostgres;
  const { used } = codeTests();
  if (!bin) {
    const result = await vitest("integration", used, context);
    return { ...result, notRun: [...result.notRun, { count: result.passed + result.failed, need }] };
  }
  const database = await startTestDatabase("older-postgresql", bin);
  context.undo.push(database.stop);
  return await vitest("integration", used, { ...context, database: () => database });
}

/** The real name server on the tests' database, checked by independent programs. */
export async function runNameServerTests(context) {
  const { nameServer } = context;
  if (!nameServer.need) return await vitest("dns", [], context);
  const files = filesBelow("e2e/name_server").filter(isTest);
  const count = files.reduce((total, file) => total + read(file).split(/^ *it[.(]/m).length - 1, 0);
  return { passed: 0, failed: 0, notRun: [{ count, need: nameServer.need }] };
}

/** Servers as real containers, on an engine that the tests start. */
export async function runEngineTests(context) {
  const { docker, signal } = context;
  if (!docker.need) return await vitest("engine", [], context);
  const list = [process.execPath, "node_modules/vitest/vitest.mjs", "list", "--project", "engine", "--json"];
  const env = { ...process.env, TEST_DATABASE_URL: (await context.database()).superuserUrl };
  const { stdout } = await run(list, { env, signal: bounded(signal, 2) });
  return { passed: 0, failed: 0, notRun: [{ count: countVitest(stdout), need: docker.need }] };
}

/** The build that the following steps use. */
export async function runBuild(context) {
  const { say, signal, undo } = context;
  const build = await buildWhenChanged({
    say,
    log: logOf("build"),
    signal,
    env: buildEnvironment(),
  });
  undo.push(build.release);
  context.build = build.folder;
  return one(true);
}

/** The commands themselves, as processes: starting, ending, being killed. */
export const runPrograms = (context) => vitest("programs", [], context);

export async function runBrowserTests({ browser, build, database, signal }) {
  const command = [process.execPath, "node_modules/@playwright/test/cli.js", "test"];
  const reportFile = path.join(testDir, "browser.json");
  const env = {
    ...process.env,
    TEST_DATABASE_URL: (await database()).superuserUrl,
    E2E_CHROMIUM: browser.path ?? "",
    E2E_REPORT: reportFile,
    // The build from this run, even if another start builds newer sources meanwhile.
    GUILDHALL_BUILD: build ?? "",
  };
  if (browser.need) {
    const { stdout } = await run([...command, "--list", "--reporter=json"], { env, signal });
    return { passed: 0, failed: 0, notRun: [{ count: countPlaywright(stdout), need: browser.need }] };
  }
  fs.rmSync(reportFile, { force: true });
  const { code } = await runLogged("browser", command, { env, signal: bounded(signal, 60) });
  return { ...readPlaywright(reportFile, code), log: readLog("browser") };
}

/** Runs the tests of a project, or of some files beside the code, as the step with this key. */
async function vitest(key, files, { browser, database, signal }) {
  const reportFile = path.join(testDir, `${key}.json`);
  fs.rmSync(reportFile, { force: true });
  const args = [
    "run",
    "--project",
    files.length > 0 ? "code" : key,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportFile}`,
    ...files,
  ];
  const env = {
    ...process.env,
    NODE_ENV: "test",
    TEST_DATABASE_URL: (await database()).superuserUrl,
    ...(browser?.path !== undefined && { E2E_CHROMIUM: browser.path }),
  };
  const { code } = await runLogged(key, [process.execPath, "node_modules/vitest/vitest.mjs", ...args], {
    env,
    signal: bounded(signal, 30),
  });
  return { ...readVitest(reportFile, code), log: readLog(key) };
}

/** Nothing may hang for ever, especially in CI. */
function bounded(signal, count) {
  const late = AbortSignal.timeout(minutes(count));
  return AbortSignal.any([signal, late]);
}
