import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

/** A running command, and its output so far. */
export interface Program {
  child: ChildProcess;
  output: () => string;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>;
  /** Waits until its output matches; fails when it ends first. */
  printed: (pattern: RegExp) => Promise<RegExpExecArray>;
}

/** Takes what is to be done in the end. */
export type OnEnd = (end: () => void | Promise<void>) => void;

/** Starts a command of the checkout. It is ended after the test at the latest, or when `onEnd` says. */
export function start(
  command: string[],
  env: Record<string, string> = {},
  {
    input,
    onEnd = onTestFinished,
    ...options
  }: { detached?: boolean; input?: string; uid?: number; gid?: number; onEnd?: OnEnd } = {},
): Program {
  const [file = "", ...args] = command;
  const child = spawn(file, args, {
    cwd: root,
    env: { ...withoutOurs(), ...env } as NodeJS.ProcessEnv,
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    ...options,
  });
  child.stdin?.end(input);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (part) => (text += part));
  const ended = new Promise<number | string>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  let over = false;
  ended.then(() => {
    over = true;
  });
  onEnd(async () => {
    if (!over) child.kill("SIGTERM");
    await ended;
  });
  const printed = async (pattern: RegExp) => {
    for (;;) {
      const match = pattern.exec(text);
      if (match) return match;
      if (over) throw new Error(`ended without printing ${pattern}:\n${text}`);
      await pause(50);
    }
  };
  return { child, output: () => text, ended, printed };
}

export const node = (script: string, ...args: string[]) => [process.execPath, `scripts/${script}`, ...args];

/** The settings of the person who runs the tests must not affect them. */
function withoutOurs() {
  const ours =
    /^(PORT|HOST|PUBLIC_URL|DATA_DIR|DATABASE_.*|AUTH_SECRET|ENCRYPTION_KEY|SMTP_URL|TRUSTED_PROXIES|NODE_ENV|npm_.*|NEXT_.*|VITEST.*|DNS_.*)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

/** A new empty folder, removed after the test. */
export function temporaryFolder(mode = 0o755): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "guildhall-"));
  fs.chmodSync(folder, mode);
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until it is true, at most this long. */
export async function eventually(what: () => boolean | Promise<boolean>, milliseconds = 15_000): Promise<boolean> {
  const until = Date.now() + milliseconds;
  while (Date.now() < until) {
    if (await what()) return true;
    await pause(50);
  }
  return false;
}
