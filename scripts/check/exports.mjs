import { run } from "../up/children.mjs";

/** One line for each file, export and package that nobody uses; knip.json has the exceptions. */
export async function checkExports() {
  const { stdout, stderr } = await run([
    process.execPath,
    "node_modules/knip/bin/knip.js",
    "--reporter",
    "json",
    "--no-progress",
  ]);
  const report = parse(stdout);
  if (!report) return [`knip gave no result: ${stderr.trim().split("\n")[0]}`];
  return report.issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, found]) =>
      Array.isArray(found) ? found.map((one) => toLine(file, kind, one)) : [],
    ),
  );
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const words = {
  files: () => "nobody imports this file; remove it",
  exports: (name) => `nobody imports ${name}; remove it, or its export`,
  types: (name) => `nobody imports the type ${name}; remove it, or its export`,
  dependencies: (name) => `package.json lists ${name}, which nothing imports`,
  devDependencies: (name) => `package.json lists ${name}, which nothing imports`,
};

const toLine = (file, kind, { name, line }) =>
  `${file}${line ? `:${line}` : ""}: ${words[kind]?.(name) ?? `${kind}: ${name}`}`;
