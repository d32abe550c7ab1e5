import fs from "node:fs";
import { inRoot } from "../up/paths.mjs";
import { checkDocuments } from "./documents.mjs";
import { codeFolders, filesBelow, isModule, isTest, moduleFiles, read } from "./files.mjs";
import { checkNames } from "./names.mjs";
import { forbiddenText } from "./wording.mjs";

const folders = new Set([...codeFolders, "docs", "public", "node_modules", "test-results", "playwright-report"]);
/** Generated, or a history that is never edited again. */
const unmeasured = /^db\/(migrations\/|schema\.ts$)/;
const mostLines = { median: 60, most: 200, all: 300 };

/** Checks beyond compiler and linter: where files are, how long they are, and what they may not contain. */
export function checkStructure() {
  const modules = moduleFiles();
  return [
    ...strayFolders(),
    ...tooLong([...modules, ...filesBelow("app").filter((file) => file.endsWith(".css"))]),
    ...modules.filter(isBarrel).map((file) => `${file}: only re-exports; import from the original file`),
    ...modules.filter(readsEnvironment).map((file) => `${file}: reads process.env; only lib/env.ts does, add it there`),
    ...modules.filter(queries).map((file) => `${file}: imports the database; read through an operation of lib/`),
    ...sameNumbers(fs.readdirSync(inRoot("db/migrations"))),
    ...checkNames(modules),
    ...forbiddenText(),
    ...checkDocuments(),
  ];
}

function strayFolders() {
  const entries = fs.readdirSync(inRoot(), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !folders.has(entry.name))
    .map(({ name }) => `${name}/: not a folder of the tree in ARCHITECTURE.md; its files belong in one of those`);
}

/** Half of all files stay short, nearly all moderate, and none gets too long. */
function tooLong(files) {
  const lengths = files
    .filter((file) => !unmeasured.test(file))
    .map((file) => ({ file, lines: read(file).trimEnd().split("\n").length }))
    .sort((a, b) => b.lines - a.lines);
  if (lengths.length === 0) return ["found no file to measure"];
  const median = lengths[Math.floor(lengths.length / 2)].lines;
  const long = lengths.filter(({ lines }) => lines >= mostLines.most);
  const names = long.map(({ file, lines }) => `${file} (${lines})`).join(", ");
  return [
    ...long
      .filter(({ lines }) => lines > mostLines.all)
      .map(({ file, lines }) => `${file}: ${lines} lines; none may have over ${mostLines.all}: split it by noun`),
    ...(long.length > lengths.length * 0.05
      ? [`more than 5 % of the files have ${mostLines.most} lines or more: ${names}`]
      : []),
    ...(median > mostLines.median
      ? [`half of the files have over ${median} lines; the median may be ${mostLines.median}`]
      : []),
  ];
}

/** Migrations run in the order of their numbers, and two branches may have taken the same one. */
export function sameNumbers(files) {
  const numbers = files.map((file) => file.slice(0, 3));
  return files
    .filter((file, place) => numbers.indexOf(file.slice(0, 3)) !== place)
    .map((file) => `db/migrations/${file}: its number is taken; give it the next one that is free`);
}

function isBarrel(file) {
  const statements = read(file)
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
    .split(/;|\n(?=export|import|const|function)/)
    .map((text) => text.trim())
    .filter(Boolean);
  return statements.length > 0 && statements.every((text) => /^export\s+(type\s+)?(\*|\{)[\s\S]*\sfrom\s/.test(text));
}

function readsEnvironment(file) {
  const allowed = /^(lib\/env\.ts$|scripts\/|bench\/|e2e\/|db\/testing(\.ts$|\/)|[^/]+\.config\.[a-z]+$)/;
  if (allowed.test(file) || isTest(file)) return false;
  // Next replaces this one with its value on server and client, so it has to be written out there.
  const text = /^instrumentation[^/]*\.ts$/.test(file)
    ? read(file).replaceAll("process.env.NEXT_RUNTIME", "")
    : read(file);
  return text.includes("process.env");
}

/** The boundary check covers this, too; this line doesn't depend on its parser. */
const queries = (file) =>
  /^(app|components)\//.test(file) && !isTest(file) && isModule(file) && /from "(@\/db\/|kysely|pg")/.test(read(file));
