import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");

/** A worker as a process of its own, on this test file's database, once it takes jobs. */
export async function spawnWorker() {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/test/worker.ts"], {
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
