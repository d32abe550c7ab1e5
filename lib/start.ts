import { disconnect } from "@/db/client";
import { findRoleProblem } from "@/db/queries/role";
import { serveDirectly } from "@/lib/doors/http/serve_directly";
import { env, isBuilding } from "@/lib/env";
import { startWorker } from "@/lib/jobs/worker";
import { log } from "@/lib/log";

const retryMs = 2_000;

/**
 * Refuses unsafe settings, starts the worker, and leaves the server two hooks: to answer the API, and to shut down.
 * Tells the server (`guildhallStarted`) once all checks have passed. Invalid settings end the process with a line for
 * each; an unavailable database is waited for.
 */
export async function start(): Promise<void> {
  if (isBuilding()) return;
  refuseOn(() => void env());
  let stopping = false;
  let stopWorker: (() => Promise<void>) | undefined;
  Object.assign(globalThis, {
    guildhallApi: serveDirectly,
    guildhallShutdown: async () => {
      stopping = true;
      await stopWorker?.();
      await disconnect();
    },
  });
  let ready = await boundRole();
  (globalThis as { guildhallStarted?: () => void }).guildhallStarted?.();
  void (async () => {
    while (!stopping && !stopWorker) {
      ready ||= await boundRole();
      if (ready && env().WORKER === "off") return;
      if (ready) stopWorker = await worker();
      if (!stopWorker) await pause();
    }
    if (stopping) await stopWorker?.();
  })();
}

const pause = () => new Promise((resolve) => setTimeout(resolve, retryMs));

async function worker() {
  try {
    return await startWorker();
  } catch (error) {
    log().warn({ error: (error as Error).message }, "the worker could not start yet");
  }
}

function refuseOn(check: () => void): void {
  try {
    check();
  } catch (error) {
    refuse((error as Error).message);
  }
}

function refuse(message: string): never {
  process.stderr.write(`Guildhall can’t start:\n${message}\n`);
  process.exit(78);
}

/**
 * An unavailable database may be back in a moment; a database that refuses is an error. @returns whether it could be
 * reached
 */
async function boundRole(): Promise<boolean> {
  try {
    const problem = await findRoleProblem();
    if (problem) refuse(problem);
    return true;
  } catch (error) {
    log().warn({ error: (error as Error).message }, "the database can’t be reached yet");
    return false;
  }
}
