import fs from "node:fs";
import path from "node:path";
import { inRoot } from "../up/paths.mjs";

/** The folders with code, and the single files beside package.json. */
export const codeFolders = ["app", "components", "lib", "db", "e2e", "scripts", "bench"];
const passedOver = new Set(["node_modules", "test-results", "playwright-report"]);

/** Every file of a folder, by its path from the checkout, except hidden and generated ones. */
export function filesBelow(folder) {
  if (!fs.existsSync(inRoot(folder))) return [];
  return fs.readdirSync(inRoot(folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".") || passedOver.has(entry.name)) return [];
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}

/** Every module: TypeScript and plain JavaScript, here and in the folders. */
export function moduleFiles() {
  const beside = fs.readdirSync(inRoot()).filter((name) => fs.statSync(inRoot(name)).isFile());
  return [...beside, ...codeFolders.flatMap(filesBelow)].filter(
    (file) => isModule(file) && path.basename(file) !== "next-env.d.ts",
  );
}

export const isModule = (file) => /\.(ts|tsx|mts|js|mjs|cjs)$/.test(file) && !path.basename(file).startsWith(".");

export const isTest = (file) => /\.test\.(ts|tsx|mjs)$/.test(file) || file.startsWith("e2e/");

export const read = (file) => fs.readFileSync(inRoot(file), "utf8");
