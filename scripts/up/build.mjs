import fs from "node:fs";
import path from "node:path";
import { runQuietly } from "./children.mjs";
import { hold, isHeld } from "./holders.mjs";
import { withLock } from "./lock.mjs";
import { inRoot } from "./paths.mjs";
import { hashSources } from "./sources.mjs";

const prefix = ".next-";

/**
 * Builds unless these very sources were built before, and answers the folder that holds the build.
 *
 * Next always builds into .next. What is served is a copy named after its sources, so an instance that runs keeps its
 * files when another one, with newer sources, builds beside it. It stays beside .next because the compiled code
 * reaches node_modules by relative paths.
 * @returns {Promise<{ folder: string, release: () => void }>} release when the application has ended
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

/** The copy gets its name when it is whole. */
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

/** Builds that nothing serves any more. */
function dropUnused() {
  for (const name of fs.readdirSync(inRoot())) {
    if (name.startsWith(prefix) && !isHeld(usersOf(name))) fs.rmSync(inRoot(name), { recursive: true, force: true });
  }
}

const usersOf = (folder) => path.join(inRoot(folder), "users");
