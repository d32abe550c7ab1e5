import fs from "node:fs";
import { run } from "../up/children.mjs";
import { inRoot } from "../up/paths.mjs";
import { codeFolders, moduleFiles } from "./files.mjs";

/**
 * Checks the direction of dependencies: returns a line for each import that points the wrong way.
 *
 * The tool once checked nothing and called that success (with a compiler it didn't know), so every module must be among
 * those that it saw, and their imports, too.
 */
export async function checkBoundaries() {
  const modules = moduleFiles();
  const targets = [
    ...codeFolders.filter((folder) => fs.existsSync(inRoot(folder))),
    ...modules.filter((file) => !file.includes("/")),
  ];
  const command = [
    process.execPath,
    "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
    "--config",
    ".dependency-cruiser.cjs",
    "--output-type",
    "json",
    ...targets,
  ];
  const { stdout, stderr } = await run(command);
  const report = parse(stdout);
  if (!report) return [`dependency-cruiser gave no result: ${stderr.trim().split("\n")[0]}`];
  return [...unseen(report, modules), ...report.summary.violations.map(toLine(report))];
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unseen(report, modules) {
  const seen = new Set(report.modules.map(({ source }) => source));
  const missed = modules.filter((file) => !seen.has(file));
  const lines = missed.map((file) => `${file}: the boundary check didn't see this file`);
  // A parser that reads nothing still lists the files, but without any imports.
  const imports = report.modules
    .filter(({ source }) => modules.includes(source))
    .flatMap(({ dependencies }) => dependencies);
  return imports.length < modules.length / 2
    ? [...lines, `the boundary check saw only ${imports.length} imports in ${modules.length} files`]
    : lines;
}

const toLine =
  (report) =>
  ({ from, to, rule, cycle }) => {
    const { comment } = report.summary.ruleSetUsed.forbidden.find(({ name }) => name === rule.name) ?? {};
    const way = cycle ? [from, ...cycle.map(({ name }) => name)].join(" → ") : `${from} → ${to}`;
    return `${way}: ${comment ?? rule.name}`;
  };
