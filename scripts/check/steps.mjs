import { checkBoundaries } from "./boundaries.mjs";
import { checkExports } from "./exports.mjs";
import { checkStructure } from "./structure.mjs";
import { checkLint, checkTypes } from "./types.mjs";

/** What is looked at without running anything: each answers a line for every problem, none when all is well. */
export const checks = [
  { name: "types", check: checkTypes },
  { name: "lint", check: checkLint },
  { name: "boundaries", check: checkBoundaries },
  { name: "structure", check: checkStructure },
  { name: "exports", check: checkExports },
];

/** Runs one; something unexpected counts as a problem too. */
export async function runCheck({ check }) {
  const begin = Date.now();
  const problems = await Promise.resolve()
    .then(check)
    .catch((error) => [`couldn't be checked: ${error.message}`]);
  return { problems, seconds: (Date.now() - begin) / 1_000 };
}
