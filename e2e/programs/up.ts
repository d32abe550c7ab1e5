import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { freePort, node, type OnEnd, type Program, start } from "./run";

export interface Instance extends Program {
  dataDir: string;
  url: string;
  /** Opens the set-up page, once. */
  link: string;
  seconds: number;
}

/** Runs `npm run up` as a script until it answers, with an embedded database in the folder. */
export async function up(
  dataDir: string,
  {
    env = {},
    command = node("up.mjs"),
    detached = false,
    onEnd,
  }: { env?: Record<string, string>; command?: string[]; detached?: boolean; onEnd?: OnEnd } = {},
): Promise<Instance> {
  const begin = Date.now();
  const port = await freePort();
  const program = start(command, { DATA_DIR: dataDir, PORT: String(port), ...env }, { detached, onEnd });
  const [, url = ""] = await program.printed(/Guildhall is running: (\S+)/);
  await program.printed(/Ctrl-C ends it/);
  const link = /Set it up here, once: (\S+)/.exec(program.output())?.[1] ?? "";
  return { ...program, dataDir, url, link, seconds: (Date.now() - begin) / 1_000 };
}

/** The portal's administrator, with a token of the account and an organisation. */
export async function setUp(instance: Instance, onEnd?: OnEnd) {
  const words = ["setup", "--name", "Ada", "--email", "ada@example.org", "--organisation", "Ada's", "--handle", "adas"];
  const program = start(
    node("admin.mjs", ...words, "--json"),
    { DATA_DIR: instance.dataDir },
    { input: "correct horse battery staple\n", onEnd },
  );
  if ((await program.ended) !== 0) throw new Error(program.output());
  return JSON.parse(program.output().trim().split("\n").at(-1) ?? "{}") as { token: string };
}

/** Whether anything listens at the address. */
export function answers(url: string | number): Promise<boolean> {
  const port = typeof url === "number" ? url : Number(new URL(url).port);
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/** The stored facts about the embedded database: its folder and its port. */
export function database(dataDir: string): { home: string; port: number; data: string; pid: () => number } {
  const kept = JSON.parse(fs.readFileSync(path.join(dataDir, "database.json"), "utf8"));
  const data = path.join(kept.home, "postgres");
  return { ...kept, data, pid: () => Number.parseInt(fs.readFileSync(path.join(data, "postmaster.pid"), "utf8"), 10) };
}

/** The process that runs the application: the one child of up that is not PostgreSQL. */
export function applicationPid(pid: number): number {
  const children = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
  const found = children.find((child) => fs.readFileSync(`/proc/${child}/cmdline`, "utf8").includes("serve.mjs"));
  if (!found) throw new Error("the application's process wasn't found");
  return found;
}
