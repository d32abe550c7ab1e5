import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { filesBelow } from "../check/files.mjs";
import { runQuietly } from "../up/children.mjs";
import { buildEnvironment } from "../up/environment.mjs";
import { withLock } from "../up/lock.mjs";
import { inRoot } from "../up/paths.mjs";

const folder = "bench/peers";
const stampFile = inRoot(folder, ".next/guildhall-sources");

/** Builds the small application for comparison, unless exactly these sources were built before. */
export async function buildPeers({ say, log, signal }) {
  await withLock(inRoot(".build.lock"), async () => {
    const stamp = hashSources();
    if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === stamp) return;
    say("Building the application for comparison.");
    // The library can't be loaded in production without a secret; the real one is set at start.
    const env = { ...buildEnvironment(), BETTER_AUTH_SECRET: crypto.randomBytes(32).toString("hex") };
    await runQuietly([process.execPath, "node_modules/next/dist/bin/next", "build", folder], {
      log,
      failed: "The peer's build failed",
      signal,
      env,
    });
    fs.writeFileSync(stampFile, stamp);
  });
}

function hashSources() {
  const hash = crypto.createHash("sha256").update(`${process.version} ${process.platform} ${process.arch}`);
  for (const file of [...filesBelow(folder).sort(), "package-lock.json"])
    if (path.basename(file) !== "next-env.d.ts") hash.update(`\0${file}\0`).update(fs.readFileSync(inRoot(file)));
  return hash.digest("hex");
}
