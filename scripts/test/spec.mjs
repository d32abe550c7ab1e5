import path from "node:path";
import { buildWhenChanged } from "../up/build.mjs";
import { run } from "../up/children.mjs";
import { Ended, untilAsked } from "../up/ending.mjs";
import { buildEnvironment } from "../up/environment.mjs";
import { installDependencies } from "../up/install.mjs";
import { inRoot } from "../up/paths.mjs";
import { Refusal } from "../up/refusal.mjs";
import { findBrowser } from "./browser.mjs";
import { startTestDatabase, testDir } from "./database.mjs";

const say = (line) => console.log(line);
const log = (name) => path.join(testDir, "logs", `${name}.log`);

/** Runs Playwright with everything its tests need, and ends it afterwards. @param args arguments of Playwright */
export async function runSpecs(args) {
  if (args.length === 0) throw new Refusal("Name the tests: npm run spec -- e2e/frame/toasts.spec.ts");
  const signal = untilAsked();
  const undo = [];
  try {
    await installDependencies({ say, log: log("install"), signal });
    const { path: browser, need } = await findBrowser({ say, signal });
    if (need) throw new Refusal(`No browser found: install ${need}.`);
    const build = await buildWhenChanged({ say, log: log("build"), signal, env: buildEnvironment() });
    undo.push(build.release);
    const database = await startTestDatabase("spec");
    undo.push(database.stop);
    const own = { TEST_DATABASE_URL: database.superuserUrl, E2E_CHROMIUM: browser, GUILDHALL_BUILD: build.folder };
    const command = [process.execPath, inRoot("node_modules/@playwright/test/cli.js"), "test", ...args];
    const { code } = await run(command, { env: { ...process.env, ...own }, stdio: "inherit", signal });
    return code;
  } catch (error) {
    if (error instanceof Ended) return error.code;
    throw error;
  } finally {
    for (const step of undo.reverse()) await step();
  }
}
