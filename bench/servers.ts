import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { peerSecret } from "@/bench/data";
import type { Databases } from "@/bench/databases";
import type { Contender } from "@/bench/operations";
import { freePort, startApplication } from "@/e2e/support/application";

export interface Server {
  url: string;
  pid: number;
  stop(): Promise<void>;
}
export type Servers = Record<Contender, Server> & { stop(): Promise<void> };

/**
 * Both built applications, each in its own process. The minimal route is beside the peer's. @param through maps a
 * database's URL
 */
export async function startServers(
  { ours, peer }: Databases,
  through = (url: string) => url,
  settings = {},
): Promise<Servers> {
  const [first, second] = await Promise.all([
    startApplication({
      DATABASE_URL: through(ours.applicationUrl),
      LOG_LEVEL: "info",
      TRUSTED_PROXIES: "",
      ...settings,
    }),
    startPeer(through(peer.applicationUrl)),
  ]);
  return {
    ours: first,
    peer: second,
    floor: second,
    stop: async () => void (await Promise.all([first.stop(), second.stop()])),
  };
}

async function startPeer(databaseUrl: string): Promise<Server> {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  // With the same memory for young objects as our own process, because that is a setting of Node.
  const child = spawn(
    process.execPath,
    ["--max-semi-space-size=64", path.join(import.meta.dirname, "peers/serve.mjs")],
    {
      env: peerEnvironment(databaseUrl, { PORT: port, BETTER_AUTH_URL: url }),
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    },
  );
  await ready(child);
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  };
  return { url, pid: child.pid ?? 0, stop };
}

export function peerEnvironment(databaseUrl: string, settings: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  const fixed = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", BETTER_AUTH_SECRET: peerSecret } as const;
  return { PATH, HOME, TMPDIR, LANG, ...fixed, DATABASE_URL: databaseUrl, ...settings };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", () => reject(new Error("The peer ended during its start.")));
  });
}
