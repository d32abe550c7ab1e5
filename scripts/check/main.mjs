import { installDependencies } from "../up/install.mjs";
import { inRoot } from "../up/paths.mjs";
import { checks, runCheck } from "./steps.mjs";

export async function check() {
  await installDependencies({ say: console.log, log: inRoot(".test/logs/install.log") });
  let failed = 0;
  for (const step of checks) {
    const { problems, seconds } = await runCheck(step);
    console.log(`${problems.length === 0 ? "ok    " : "FAILED"} ${step.name} (${seconds.toFixed(1)} s)`);
    for (const line of problems) console.log(`  ${line}`);
    if (problems.length > 0) failed++;
  }
  return failed === 0 ? 0 : 1;
}
