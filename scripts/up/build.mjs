import fs from "node:fs";
import path from "node:path";
import { runQuietly } from "./children.mjs";
import { hold, isHeld } from "./holders.mjs";
import { withLock } from "./lock.mjs";
import { inRoot } from "./paths.mjs";
import { hashSources } from "./sources.mjs";

const prefix = ".next-";

/**
 * Builds unless exactly these sources were built before, and returns the folder of the build.
 *
 * Next always builds into .next. The served copy is named after its sources, so a running portal keeps its files when
 * another one builds newer sources beside it. It stays beside .next because the compiled code reaches node_modules by
 * relative paths.
 * @returns {Promise<{ folder: string, release: () => void }>} call release when the application has ended
 */
export async function buildWhenChanged({ say, log, signal, env }) {
  const waiting = () => say("Waiting for another process that is building.");
  return await withLock(
    inRoot(".build.lock"),
    async () => {
      const folder = `${prefix}${hashSources()}`;
      if (!fs.existsSync(inRoot(folder))) {
        say("Building the application; this takes up to a minute.");
        await runQuietly([process.execPath, "node_modules/next/dist/bin/next", "build"], {
          log,
          failed: "The build failed",
          signal,
          env,
        });
        keepCopy(folder);
      }
      const holder = hold(usersOf(folder));
      dropUnused();
      return { folder, release: holder.release };
    },
    waiting,
  );
}

/** The copy gets its name when it is complete. */
function keepCopy(folder) {
  const unfinished = inRoot(`${prefix}new`);
  fs.rmSync(unfinished, { recursive: true, force: true });
  const left = new Set(["cache", "dev", "diagnostics", "types", "trace"].map((name) => inRoot(".next", name)));
  fs.cpSync(inRoot(".next"), unfinished, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !left.has(file),
  });
  fs.renameSync(unfinished, inRoot(folder));
}

/** Builds that are no longer in use. */
function dropUnused() {
  for (const name of fs.readdirSync(inRoot())) {
    if (name.startsWith(prefix) && !isHeld(usersOf(name))) fs.rmSync(inRoot(name), { recursive: true, force: true });
  }
}

const usersOf = (folder) => path.join(inRoot(folder), "users");
