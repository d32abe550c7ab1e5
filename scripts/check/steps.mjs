import { checkBoundaries } from "./boundaries.mjs";
import { checkExports } from "./exports.mjs";
import { checkStructure } from "./structure.mjs";
import { checkLint, checkTypes } from "./types.mjs";

/** The static checks: each returns a line for every problem. */
export const checks = [
  { name: "types", check: checkTypes },
  { name: "lint", check: checkLint },
  { name: "boundaries", check: checkBoundaries },
  { name: "structure", check: checkStructure },
  { name: "exports", check: checkExports },
];

/** Runs one; an unexpected error counts as a problem, too. */
export async function runCheck({ check }) {
  const begin = Date.now();
  const problems = await Promise.resolve()
    .then(check)
    .catch((error) => [`couldn't be checked: ${error.message}`]);
  return { problems, seconds: (Date.now() - begin) / 1_000 };
}
