import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";
import { Refusal } from "./refusal.mjs";

const node = process.execPath;

/**
 * Runs a command to its end. Aborting the signal ends it: with a request first, and by force after some seconds.
 * @returns its exit code, and its output unless stdio says otherwise
 */
export function run([command, ...args], { env = process.env, stdio = ["ignore", "pipe", "pipe"], signal } = {}) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(command, args, { cwd: root, env, stdio });
    const output = { stdout: "", stderr: "", all: "" };
    for (const name of ["stdout", "stderr"]) {
      child[name]?.setEncoding("utf8").on("data", (text) => {
        output[name] += text;
        output.all += text;
      });
    }
    const end = () => void endChild(child);
    signal?.addEventListener("abort", end);
    child.once("error", (error) => reject(new Refusal(`${path.basename(command)} can't be run (${error.code}).`)));
    child.once("close", (code) => {
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) reject(signal.reason);
      else resolve({ code: code ?? 1, ...output });
    });
  });
}

/**
 * Runs one of the TypeScript files in scripts/, compiled without a cache: the compiler's cache is in the system's
 * temporary folder, where another user of the machine may have created it first with code of their own.
 */
export const runTypeScript = (file, args, { env = process.env, ...options } = {}) =>
  run([node, "--import", "tsx", `scripts/${file}`, ...args], { ...options, env: { ...env, TSX_DISABLE_CACHE: "1" } });

/** Asks a child to end and waits; kills it if it doesn't end in time. */
export async function endChild(child, milliseconds = 12_000) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
  await ended;
  clearTimeout(timer);
}

/**
 * Runs a step whose output only matters if it fails: it goes to a log file, and the likeliest cause into one line.
 * @param failed the text before the cause: "The build failed"
 */
export async function runQuietly(command, { log, failed, ...options }) {
  const { code, all } = await run(command, options);
  fs.mkdirSync(path.dirname(log), { recursive: true, mode: 0o700 });
  fs.writeFileSync(log, all, { mode: 0o600 });
  if (code === 0) return;
  throw new Refusal(`${failed}: ${likelyCause(all) || `exit code ${code}`} (all of it: ${log})`);
}

/** The position in a source file and its error; else the first line that looks like an error; else the last one. */
function likelyCause(text) {
  const plain = text.replaceAll(/\x1b\[[0-9;]*m/g, "");
  // Next prints its warnings first, in the same format.
  const lines = plain
    .slice(Math.max(0, plain.indexOf("Build error occurred")))
    .split("\n")
    .map((line) => line.trim().replace(/^(npm )?error:? /i, ""))
    .filter(Boolean);
  const place = lines.findIndex((line) => /^\.\/\S+:\d+:\d+$/.test(line));
  if (place >= 0) return `${lines[place].slice(2)}: ${lines[place + 1] ?? ""}`;
  const vague = /^(code|errno|syscall|path) |build error occurred|build failed with/i;
  const found = lines.find(
    (line) => /\b(error|failed|cannot|can't|ENO[A-Z]+|EACCES)\b/i.test(line) && !vague.test(line),
  );
  return (found ?? lines.at(-1) ?? "").slice(0, 300);
}
