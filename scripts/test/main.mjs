import fs from "node:fs";
import { Ended, untilAsked } from "../up/ending.mjs";
import { installDependencies } from "../up/install.mjs";
import { startTestDatabase, testDir } from "./database.mjs";
import { logOf } from "./output.mjs";
import { chooseSteps } from "./plan.mjs";
import { makeReport } from "./report.mjs";
import { runSideBySide } from "./schedule.mjs";

/** Runs all checks, or those that --only names; a failure doesn't stop the rest. */
export async function test() {
  const { steps, unknown } = chooseSteps(process.argv.slice(2));
  if (unknown) {
    console.error(unknown);
    return 2;
  }
  const signal = untilAsked();
  const say = (line) => console.log(line);
  fs.mkdirSync(testDir, { recursive: true });
  await installDependencies({ say, log: logOf("install"), signal });
  const report = makeReport(say, signal);
  const undo = [];
  let database;
  const context = {
    signal,
    say,
    undo,
    /** One PostgreSQL for all steps, started by the first that needs it. */
    database() {
      database ??= startTestDatabase("postgresql");
      return database;
    },
  };
  try {
    await runSideBySide(steps, (step) => report.step(step, () => step.run(context)));
  } catch (error) {
    if (error instanceof Ended) return error.code;
    throw error;
  } finally {
    for (const step of undo.reverse()) await step();
    await (await database)?.stop();
  }
  return report.close();
}
