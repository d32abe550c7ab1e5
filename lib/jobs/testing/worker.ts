import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { build } from "esbuild";

const root = path.resolve(import.meta.dirname, "../../..");

/** Its program in one file, made once: to start from the sources takes many times as long. */
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

/** A worker as a process of its own, on this test file's database, once it takes jobs. */
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
    /** As a power cut ends it. */
    async kill(): Promise<void> {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
