import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { runQuietly } from "./children.mjs";
import { withLock } from "./lock.mjs";
import { inRoot, root } from "./paths.mjs";
import { Refusal } from "./refusal.mjs";

const stampFile = inRoot("node_modules/.guildhall-installed");

/**
 * Installs the dependencies unless they already match the lock file. `npm ci` would be stricter, but it refuses a lock
 * file with only some of the other platforms' optional packages. @param say called when it takes a while
 */
export async function installDependencies({ say, log, signal, env = process.env }) {
  if (readStamp() === stamp()) return;
  requireWritable();
  await withLock(inRoot(".install.lock"), async () => {
    if (readStamp() === stamp()) return;
    say("Installing the dependencies; the first time this takes a minute or two.");
    // A production install would leave out what the build needs.
    const { NODE_ENV: _, ...rest } = env;
    await runQuietly([...npm(), "install", "--include=dev", "--include=optional", "--no-audit", "--no-fund"], {
      log,
      failed: "Installing the dependencies failed",
      signal,
      env: rest,
    });
    fs.writeFileSync(stampFile, stamp());
  });
}

/** Uses the npm that started this, otherwise the one on the PATH. */
function npm() {
  const own = process.env.npm_execpath;
  return own && /npm-cli\.c?js$/.test(own) ? [process.execPath, own] : ["npm"];
}

function stamp() {
  const hash = crypto.createHash("sha256");
  for (const name of ["package.json", "package-lock.json"]) hash.update(fs.readFileSync(inRoot(name)));
  return `${hash.digest("hex")} ${process.platform} ${process.arch} ${process.versions.modules}\n`;
}

function readStamp() {
  return fs.existsSync(stampFile) ? fs.readFileSync(stampFile, "utf8") : undefined;
}

function requireWritable() {
  try {
    fs.accessSync(root, fs.constants.W_OK);
  } catch {
    throw new Refusal(
      `The dependencies must be installed, but ${path.basename(root)}/ can't be written by this user. Start as the user that it belongs to.`,
    );
  }
}
