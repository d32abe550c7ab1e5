import fs from "node:fs";
import path from "node:path";
import { filesBelow, isTest, read } from "../check/files.mjs";
import { buildWhenChanged } from "../up/build.mjs";
import { run, runTypeScript } from "../up/children.mjs";
import { buildEnvironment } from "../up/environment.mjs";
import { root } from "../up/paths.mjs";
import { startTestDatabase, testDir } from "./database.mjs";
import { countPlaywright, countVitest, readPlaywright, readVitest } from "./results.mjs";

const inherit = ["ignore", "inherit", "inherit"];
const minutes = (count) => count * 60_000;
const one = (ok, lines = []) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, lines: ok ? [] : lines });

/**
 * Migrates an empty database by the command that `npm run up` uses, and compares db/schema.ts with it. In a cluster of
 * its own: roles belong to a whole cluster, and those of the tests have another owner.
 */
export async function runSchema({ signal, undo }) {
  const database = await startTestDatabase("migrated");
  undo.push(database.stop);
  const env = { ...process.env, DATABASE_OWNER_URL: database.ownerUrl, DATABASE_URL: database.appUrl };
  const migrated = await runTypeScript("migrate.ts", [], { env, signal: bounded(signal, 2) });
  if (migrated.code !== 0) return one(false, migrated.all.trim().split("\n"));
  const verify = [process.execPath, "scripts/schema.mjs", "--verify"];
  const { code, all } = await run(verify, {
    env: { ...env, DATABASE_URL: database.ownerUrl },
    signal: bounded(signal, 2),
  });
  return one(code === 0, ["db/schema.ts isn't what the migrations make", ...all.trim().split("\n").slice(0, 10)]);
}

/** All tests beside the code, on the embedded PostgreSQL. */
export function runCodeTests({ database, signal }) {
  return vitest("code", [], database, signal);
}

/** Those of them that use a database, again on the system's own, older PostgreSQL. */
export async function runOldPostgres({ oldPostgres, report, signal, undo }) {
  const files = ["lib", "db", "app"]
    .flatMap(filesBelow)
    .filter(
      (file) =>
        isTest(file) && !/\.engine\.test\./.test(file) && /from "[^"]*(?<!lib\/dns\/)testing[^"]*"/.test(read(file)),
    );
  if (!oldPostgres.bin) {
    const counts = report.find("unit and integration").files ?? {};
    const count = files.reduce((total, file) => total + (counts[path.join(root, file)] ?? 0), 0);
    return { passed: 0, failed: 0, notRun: [{ count, need: oldPostgres.need }] };
  }
  const database = await startTestDatabase("older-postgresql", oldPostgres.bin);
  undo.push(database.stop);
  return await vitest("code", files, database, signal);
}

/** The real name server on the tests' database, judged by programs that aren't ours. */
export async function runNameServer({ nameServer, database, signal }) {
  if (!nameServer.need) return await vitest("dns", [], database, signal);
  const files = filesBelow("e2e/name_server").filter(isTest);
  const count = files.reduce((total, file) => total + read(file).split(/^ *it[.(]/m).length - 1, 0);
  return { passed: 0, failed: 0, notRun: [{ count, need: nameServer.need }] };
}

/** Servers as real containers, on an engine that the tests start for themselves. */
export async function runEngineTests({ docker, database, signal }) {
  if (!docker.need) return await vitest("engine", [], database, signal);
  const list = [process.execPath, "node_modules/vitest/vitest.mjs", "list", "--project", "engine", "--json"];
  const env = { ...process.env, TEST_DATABASE_URL: database.superuserUrl };
  const { stdout } = await run(list, { env, signal: bounded(signal, 2) });
  return { passed: 0, failed: 0, notRun: [{ count: countVitest(stdout), need: docker.need }] };
}

/** The build that the following steps start. */
export async function runBuild(context) {
  const { say, signal, undo } = context;
  const build = await buildWhenChanged({
    say,
    log: path.join(testDir, "logs/build.log"),
    signal,
    env: buildEnvironment(),
  });
  undo.push(build.release);
  context.build = build.folder;
  return one(true);
}

/** The commands themselves, as processes: starting, ending, being killed. */
export const runPrograms = ({ database, signal }) => vitest("programs", [], database, signal);

export async function runBrowserTests({ browser, build, database, signal }) {
  const command = [process.execPath, "node_modules/@playwright/test/cli.js", "test"];
  const reportFile = path.join(testDir, "browser.json");
  const env = {
    ...process.env,
    TEST_DATABASE_URL: database.superuserUrl,
    E2E_CHROMIUM: browser.path ?? "",
    E2E_REPORT: reportFile,
    // The build that was just made, whatever another start makes of the sources meanwhile.
    GUILDHALL_BUILD: build ?? "",
  };
  if (browser.need) {
    const { stdout } = await run([...command, "--list", "--reporter=json"], { env, signal });
    return { passed: 0, failed: 0, notRun: [{ count: countPlaywright(stdout), need: browser.need }] };
  }
  fs.rmSync(reportFile, { force: true });
  const { code } = await run(command, { env, stdio: inherit, signal: bounded(signal, 40) });
  return readPlaywright(reportFile, code);
}

async function vitest(project, files, database, signal) {
  const reportFile = path.join(testDir, `${project}.json`);
  fs.rmSync(reportFile, { force: true });
  const args = [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportFile}`,
    ...files,
  ];
  const env = { ...process.env, NODE_ENV: "test", TEST_DATABASE_URL: database.superuserUrl };
  const { code } = await run([process.execPath, "node_modules/vitest/vitest.mjs", ...args], {
    env,
    stdio: inherit,
    signal: bounded(signal, 30),
  });
  return readVitest(reportFile, code);
}

/** Nothing may hang for ever, least of all in CI. */
function bounded(signal, count) {
  const late = AbortSignal.timeout(minutes(count));
  return AbortSignal.any([signal, late]);
}
