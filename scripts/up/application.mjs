import { spawn } from "node:child_process";
import { endChild } from "./children.mjs";
import { inRoot, root } from "./paths.mjs";
import { Refusal, Told } from "./refusal.mjs";

const firstPause = 1_000;
const longestPause = 30_000;
/** After this long without a crash, the next one counts as the first. */
const calm = 60_000;
const mostCrashes = 5;
/** The application's exit code for an invalid setting, which it has printed; starting it again would change nothing. */
const wrongSetting = 78;

/**
 * Starts the application and keeps it running: after a crash it is started again, with growing pauses; after five in a
 * row it gives up with one line. If it never came up, its own last line says why.
 * @returns {Promise<{ ended: Promise<never>, end: () => Promise<void> }>} once it answers
 */
export async function startApplication({ env, dev, signal, say }) {
  let child = launch(env, dev);
  await untilReady(child, signal);
  let ending = false;
  const ended = (async () => {
    let crashes = 0;
    for (;;) {
      const began = Date.now();
      const { code, by } = await exitOf(child);
      if (ending) return await new Promise(() => {});
      if (code === wrongSetting) throw new Told();
      crashes = Date.now() - began > calm ? 1 : crashes + 1;
      const how = by ? `was killed (${by})` : `ended unexpectedly (exit code ${code})`;
      if (crashes >= mostCrashes) throw new Refusal(`The application ${how} ${crashes} times in a row; giving up.`);
      const pause = Math.min(firstPause * 2 ** (crashes - 1), longestPause);
      say(`The application ${how}; starting it again in ${pause / 1_000} s.`);
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (!ending) child = launch(env, dev);
    }
  })();
  // The error goes to whoever awaits it; until then it must not count as unhandled.
  ended.catch(() => {});
  return {
    ended,
    end: async () => {
      ending = true;
      await endChild(child);
    },
  };
}

/**
 * Room for the garbage of requests: with V8's default of 16 MiB, short-lived objects are copied around, which takes a
 * tenth of the process's time under load.
 */
const young = "--max-semi-space-size=64";

/** The channel tells the child when this process is gone, for whatever reason. */
function launch(env, dev) {
  const args = [young, inRoot("scripts/serve.mjs"), ...(dev ? ["--dev"] : [])];
  return spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
}

async function untilReady(child, signal) {
  let onAbort;
  const aborted = new Promise((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort);
  });
  const ready = new Promise((resolve) => child.once("message", resolve));
  const gone = exitOf(child).then(({ by }) => {
    throw by ? new Refusal(`The application was killed (${by}) during its start.`) : new Told();
  });
  try {
    await Promise.race([ready, gone, aborted]);
  } catch (error) {
    await endChild(child);
    throw error;
  } finally {
    signal.removeEventListener("abort", onAbort);
    gone.catch(() => {});
  }
}

function exitOf(child) {
  if (child.exitCode !== null || child.signalCode !== null)
    return Promise.resolve({ code: child.exitCode, by: child.signalCode });
  return new Promise((resolve) => child.once("exit", (code, by) => resolve({ code, by })));
}
