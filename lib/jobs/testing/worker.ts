import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { build } from "esbuild";

const root = path.resolve(import.meta.dirname, "../../..");

/** The worker bundled into one file, built once: starting from the sources takes many times as long. */
let program: Promise<string> | undefined;
async function makeProgram(): Promise<string> {
  const outfile = path.join(root, ".test/worker.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["scripts/test/worker.ts"],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
  });
  return outfile;
}

/** Starts a worker as a separate process on this test file's database, and waits until it runs jobs. */
export async function spawnWorker() {
  program ??= makeProgram();
  const child = spawn(process.execPath, [await program], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  const tooEarly = ended.then(() => Promise.reject(new Error("The worker ended while it started.")));
  await Promise.race([once(child, "message"), tooEarly]);
  tooEarly.catch(() => {});
  return {
    /** As in a power failure. */
    async kill(): Promise<void> {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
