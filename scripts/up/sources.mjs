import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "./paths.mjs";

/** Files that the built application doesn't depend on. */
const outside = new Set(["node_modules", "scripts", "docs", "e2e", "bench", "test-results", "playwright-report"]);
const ignored =
  /^\.|\.test\.tsx?$|\.md$|\.tsbuildinfo$|^next-env\.d\.ts$|^LICENSE$|^(vitest|playwright)\.config\.ts$|^biome\.json$/;

/** A name for exactly these sources: the same files with the same Node give the same build. */
export function hashSources() {
  const hash = crypto.createHash("sha256").update(`${process.version} ${process.platform} ${process.arch}`);
  for (const file of sourceFiles("")) hash.update(`\0${file}\0`).update(fs.readFileSync(inRoot(file)));
  return hash.digest("hex").slice(0, 12);
}

function sourceFiles(folder) {
  return fs
    .readdirSync(inRoot(folder), { withFileTypes: true })
    .filter(({ name }) => !ignored.test(name) && !(folder === "" && outside.has(name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return sourceFiles(file);
      return entry.isFile() ? [file] : [];
    });
}
