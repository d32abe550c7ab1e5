import { checks, runCheck } from "../check/steps.mjs";
import { findPackages } from "./packages.mjs";
import {
  runBrowserTests,
  runBuild,
  runEngineTests,
  runIntegrationTests,
  runNameServerTests,
  runPrograms,
  runSchema,
  runUnitTests,
} from "./steps.mjs";

/**
 * All steps, in the order in which they begin as cores become free (schedule.mjs). `seconds` is a step's budget on a
 * plain machine with two cores: a step that takes half as long again makes CI fail (report.mjs), and has to get faster
 * or get a justified higher budget here.
 */
export const plan = [
  { key: "packages", name: "packages of the system", cores: 1, seconds: 240, run: findPackages },
  { ...check("types"), seconds: 65 },
  // Both write the route types to the same files, and the check reads them.
  { key: "build", name: "production build", cores: 1, seconds: 100, apart: ["types"], run: runBuild },
  {
    key: "engine",
    name: "servers on a Docker Engine",
    cores: 1,
    seconds: 280,
    after: ["packages"],
    run: runEngineTests,
  },
  {
    key: "programs",
    name: "programs",
    cores: 1,
    // Tunnels wait for the times of WireGuard: a keepalive, a lost handshake.
    seconds: 310,
    after: ["packages", "build"],
    run: runPrograms,
  },
  { key: "dns", name: "name server", cores: 1, seconds: 100, after: ["packages"], run: runNameServerTests },
  { ...check("boundaries"), seconds: 20 },
  { ...check("lint"), seconds: 10 },
  { ...check("structure"), seconds: 5 },
  { ...check("exports"), seconds: 10 },
  { key: "schema", name: "generated types", cores: 1, seconds: 10, run: runSchema },
  { key: "unit", name: "unit", cores: 2, seconds: 50, run: runUnitTests },
  // Every operation is walked several times: by strangers, without rights, without a second factor, without a fresh proof.
  { key: "integration", name: "integration", cores: 2, seconds: 275, after: ["packages"], run: runIntegrationTests },
  { key: "browser", name: "browser", cores: 2, seconds: 720, after: ["packages", "build"], run: runBrowserTests },
];

/** A step that doesn't run the product; it counts as one test, however many problems it finds. */
function check(name) {
  const found = checks.find((one) => one.name === name);
  const run = async () => {
    const { problems } = await runCheck(found);
    return problems.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, lines: problems };
  };
  return { key: name, name, cores: 1, run };
}

/**
 * The steps that `--only browser,unit` names, with those that they need; all without it.
 * @returns {{ steps: object[] } | { unknown: string }}
 */
export function chooseSteps(args) {
  const [only, keys, ...rest] = args.flatMap((arg) => arg.split("="));
  if (args.length === 0) return { steps: plan };
  const wanted = new Set(keys?.split(","));
  const unknown = [...wanted].filter((key) => !plan.some((step) => step.key === key));
  if (only !== "--only" || rest.length > 0 || wanted.size === 0 || unknown.length > 0) {
    const known = plan.map(({ key }) => key).join(",");
    return {
      unknown: `Unknown: ${unknown.join(", ") || args.join(" ")}. Use --only with one or more of ${known}.`,
    };
  }
  for (const step of plan) if (wanted.has(step.key)) for (const key of step.after ?? []) wanted.add(key);
  return { steps: plan.filter(({ key }) => wanted.has(key)) };
}
