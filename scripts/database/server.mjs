import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { birth, commandLine, waitForEnd } from "../up/processes.mjs";
import { Refusal } from "../up/refusal.mjs";
import { serverEnvironment } from "./cluster.mjs";

/** The server running on this data directory: { pid, port }, or undefined. A leftover of a crash doesn't count. */
export function runningServer(data) {
  const [pid, , , port] = postmasterFile(data).split("\n").map(Number);
  if (!pid || birth(pid) === undefined) return undefined;
  // After a reboot the number may belong to any process, even to another PostgreSQL.
  return commandLine(pid).includes(data) ? { pid, port } : undefined;
}

/**
 * Starts the server in a session of its own, so that Ctrl-C reaches the application first and not both at once.
 * `answers` says whether it can be used yet.
 */
export async function startServer({ bin, data, account, port, log, flags, answers }) {
  if (!runningServer(data) && birth(Number.parseInt(postmasterFile(data), 10)) !== undefined) {
    fs.rmSync(path.join(data, "postmaster.pid"), { force: true });
  }
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", max_connections: "200", ...flags };
  const output = fs.openSync(log, "a", 0o600);
  const begin = fs.fstatSync(output).size;
  const server = spawn(
    path.join(bin, "postgres"),
    [
      "-D",
      data,
      "-p",
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    { ...account, cwd: data, env: serverEnvironment(), detached: true, stdio: ["ignore", output, output] },
  );
  fs.closeSync(output);
  let ended = false;
  server.once("exit", () => {
    ended = true;
  });
  server.once("error", () => {
    ended = true;
  });
  server.unref();
  // Recovery after a crash may take a while; the server's log says so.
  const until = Date.now() + 120_000;
  while (!(await answers())) {
    if (ended || Date.now() > until) throw new Refusal(`The embedded database didn't start: ${lastError(log, begin)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return server.pid;
}

/**
 * Ends the server: first without waiting for its clients, and after ten seconds without a final checkpoint (it
 * recovers).
 */
export async function stopServer(data) {
  const running = runningServer(data);
  if (!running) return;
  for (const [signal, milliseconds] of [
    ["SIGINT", 10_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 2_000],
  ]) {
    try {
      process.kill(running.pid, signal);
    } catch {
      return;
    }
    if (await waitForEnd(running.pid, milliseconds)) return;
  }
}

function postmasterFile(data) {
  try {
    return fs.readFileSync(path.join(data, "postmaster.pid"), "utf8");
  } catch {
    return "";
  }
}

function lastError(log, begin) {
  const lines = fs.readFileSync(log).subarray(begin).toString().trim().split("\n");
  const line = lines.findLast((text) => /FATAL|PANIC|error/i.test(text)) ?? lines.at(-1);
  return `${line.replace(/^.*?(FATAL|PANIC):\s*/, "")} (its log: ${log})`;
}
