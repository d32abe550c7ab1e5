import path from "node:path";
import { run } from "../up/children.mjs";
import { root } from "../up/paths.mjs";

const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };

/** Next first generates the types of the routes: links and page properties are checked against them. */
export async function checkTypes() {
  const routes = await run([process.execPath, "node_modules/next/dist/bin/next", "typegen"], { env });
  if (routes.code !== 0) return lines(routes.all);
  const { code, all } = await run([
    process.execPath,
    "node_modules/typescript/bin/tsc",
    "--noEmit",
    "--pretty",
    "false",
  ]);
  return code === 0 ? [] : lines(all);
}

/** Lint, formatting and the order of imports. */
export async function checkLint() {
  const args = ["check", "--reporter=github", "--max-diagnostics=200", "--error-on-warnings", "--colors=off"];
  const { code, stdout, stderr } = await run([process.execPath, "node_modules/@biomejs/biome/bin/biome", ...args]);
  if (code === 0) return [];
  const found = lines(stdout)
    .filter((line) => line.startsWith("::"))
    .map(readable);
  return found.length > 0 ? found : lines(stderr).slice(0, 5);
}

/** "::error title=lint/x,file=a.ts,line=1,…::message" as "a.ts:1: message (lint/x)". */
function readable(annotation) {
  const [, title, file, line, message] = /title=([^,]*),file=([^,]*),line=(\d+).*?::(.*)$/.exec(annotation) ?? [];
  return file ? `${path.relative(root, file)}:${line}: ${message} (${title})` : annotation;
}

const lines = (text) => text.trim().split("\n").filter(Boolean);
