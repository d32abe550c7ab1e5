import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import net from "node:net";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

/** The keys of every portal that the tests start; the data they protect lives as long as a test. */
const secrets = {
  AUTH_SECRET: "cT3vkQ0zJm6N1xWbY8rLhPq2uFsXdEoG",
  ENCRYPTION_KEY: "Zp9wVnK4sBtR7yHcMjUaQeLxD2fGiO5T",
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
};

export interface Application {
  url: string;
  pid: number;
  /** Its output so far. */
  output(): string;
  /** Ends it like an administrator. */
  stop(): Promise<void>;
  /** Ends it like a power cut. */
  kill(): Promise<void>;
}

/**
 * The environment of the application's process: without the database's owner and the settings of the person who runs
 * the tests.
 */
function environment(settings: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG, GUILDHALL_BUILD } = process.env;
  const given = { PATH, HOME, TMPDIR, LANG, GUILDHALL_BUILD, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const all = { ...given, ...secrets, HOST: "127.0.0.1", LOG_LEVEL: "warn", TRUSTED_PROXIES: "loopback", ...settings };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as NodeJS.ProcessEnv;
}

/** The built application as its own process, once it answers. */
export async function startApplication(settings: Record<string, string>): Promise<Application> {
  const port = settings.PORT ?? String(await freePort());
  // Started like by scripts/up/application.mjs.
  const child = spawn(process.execPath, ["--max-semi-space-size=64", "scripts/serve.mjs"], {
    cwd: root,
    env: environment({ PORT: port, ...settings }),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (part) => (text += part));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = new Promise<void>((resolve) => child.once("message", () => resolve()));
  const tooEarly = ended.then(() => Promise.reject(new Error(`The application ended during its start:\n${text}`)));
  await Promise.race([ready, tooEarly]);
  tooEarly.catch(() => {});
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    output: () => text,
    stop: () => end(child, "SIGTERM", ended),
    kill: () => end(child, "SIGKILL", ended),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<void>) {
  child.kill(signal);
  await ended;
}

/** One of the project's own commands, run to its end on the same database. */
export async function runScript(script: string[], settings: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ["--import", "tsx", ...script], { cwd: root, env: environment(settings) });
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (part) => (output += part));
  child.stderr.setEncoding("utf8").on("data", (part) => (errors += part));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${script.join(" ")} ended with ${code}:\n${errors}`);
  return output.trim();
}

export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
