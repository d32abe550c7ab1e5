import fs from "node:fs";
import path from "node:path";
import { checks, runCheck } from "../check/steps.mjs";
import { Ended, untilAsked } from "../up/ending.mjs";
import { installDependencies } from "../up/install.mjs";
import { findBrowser } from "./browser.mjs";
import { startTestDatabase, testDir } from "./database.mjs";
import { installDnsTools } from "./dns_tools.mjs";
import { findDocker } from "./docker.mjs";
import { findNameServerPrograms } from "./name_server.mjs";
import { findOldPostgres } from "./old-postgres.mjs";
import { makeReport } from "./report.mjs";
import {
  runBrowserTests,
  runBuild,
  runCodeTests,
  runEngineTests,
  runNameServer,
  runOldPostgres,
  runPrograms,
  runSchema,
} from "./steps.mjs";

/** Everything that is checked, one after the other; a failure doesn't stop the rest. */
export async function test() {
  const signal = untilAsked();
  const say = (line) => console.log(line);
  fs.mkdirSync(testDir, { recursive: true });
  await installDependencies({ say, log: path.join(testDir, "logs/install.log"), signal });
  const report = makeReport(say, signal);
  const undo = [];
  try {
    const browser = await findBrowser({ say, signal });
    const oldPostgres = await findOldPostgres({ say, signal });
    await installDnsTools({ say, signal });
    const nameServer = await findNameServerPrograms({ say, signal });
    const docker = await findDocker({ say, signal });
    for (const check of checks) await report.step(check.name, async () => asResult(await runCheck(check)));

    const database = await startTestDatabase("postgresql");
    undo.push(database.stop);
    const context = { database, browser, docker, oldPostgres, nameServer, report, signal, say, undo };
    await report.step("generated types", () => runSchema(context));
    await report.step("unit and integration", () => runCodeTests(context));
    await report.step("integration on an older PostgreSQL", () => runOldPostgres(context));
    await report.step("name server", () => runNameServer(context));
    await report.step("servers on a Docker Engine", () => runEngineTests(context));
    await report.step("production build", () => runBuild(context));
    await report.step("programs", () => runPrograms(context));
    await report.step("browser", () => runBrowserTests(context));
  } catch (error) {
    if (error instanceof Ended) return error.code;
    throw error;
  } finally {
    for (const step of undo.reverse()) await step();
  }
  return report.close();
}

/** A check counts as one test, however many lines it has to say. */
function asResult({ problems }) {
  return problems.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, lines: problems };
}
