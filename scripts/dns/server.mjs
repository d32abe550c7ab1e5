import { spawn } from "node:child_process";
import dns from "node:dns/promises";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { endChild } from "../up/children.mjs";
import { freePort } from "../up/port.mjs";
import { Refusal } from "../up/refusal.mjs";
import { configuration } from "./configuration.mjs";

const name = "guildhall";

/**
 * Writes the configuration into `dir` and starts PowerDNS with it, in a session of its own, so that Ctrl-C reaches only the
 * process that runs this script.
 * @param {{ program: string, dir: string, log: string, database: string, address?: string, port?: number, apiKey: string,
 *   account?: { uid: number, gid: number }, settings?: Record<string, string | number> }} options
 *   database: the URL of the role `pdns` · account: the user it runs as when root starts it · settings: further lines
 * @returns once it answers: { pid, address, port, apiUrl, ended, stop }
 */
export async function startServer({
  program,
  dir,
  log,
  database,
  address = "127.0.0.1",
  apiKey,
  account,
  settings,
  ...wanted
}) {
  const port = wanted.port ?? (await freePort());
  const apiPort = await freePort();
  fs.mkdirSync(path.join(dir, "conf.d"), { recursive: true, mode: 0o700 });
  fs.mkdirSync(path.dirname(log), { recursive: true, mode: 0o700 });
  // A socket’s path is limited to about a hundred characters, a data directory’s isn’t.
  const socketDir = fs.mkdtempSync(path.join(os.tmpdir(), "guildhall-dns-"));
  if (account) fs.chownSync(socketDir, account.uid, account.gid);
  const includeDir = path.join(dir, "conf.d");
  const api = { key: apiKey, port: apiPort };
  const text = configuration({ database, address, port, api, socketDir, account, includeDir, settings });
  const file = path.join(dir, `pdns-${name}.conf`);
  fs.rmSync(file, { force: true });
  fs.writeFileSync(file, text, { mode: 0o600 });
  const output = fs.openSync(log, "w", 0o600);
  const child = spawn(program, [`--config-dir=${dir}`, `--config-name=${name}`], {
    cwd: "/",
    detached: true,
    stdio: ["ignore", output, output],
  });
  fs.closeSync(output);
  const ended = new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? code));
    child.once("error", (error) => resolve(error.code));
  });
  const stop = async () => {
    if (child.pid) await endChild(child, 5_000);
    fs.rmSync(socketDir, { recursive: true, force: true });
  };
  try {
    await untilAnswers({ address, port, log, ended });
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: child.pid, address, port, apiUrl: `http://127.0.0.1:${apiPort}`, ended, stop };
}

async function untilAnswers({ address, port, log, ended }) {
  const until = Date.now() + 20_000;
  let gone;
  ended.then((how) => {
    gone = how;
  });
  while (!(await answers(address, port))) {
    if (gone !== undefined || Date.now() > until)
      throw new Refusal(`PowerDNS didn’t start: ${lastError(log)} (its log: ${log})`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Any answer shows that it runs, even a refusal for an unknown zone. */
async function answers(address, port) {
  const host = { "0.0.0.0": "127.0.0.1", "::": "::1" }[address] ?? address;
  const resolver = new dns.Resolver({ timeout: 500, tries: 1 });
  resolver.setServers([host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`]);
  return await resolver.resolveSoa("guildhall.invalid").then(
    () => true,
    ({ code }) => ["EREFUSED", "ENOTFOUND", "ENODATA"].includes(code),
  );
}

function lastError(log) {
  const lines = fs.readFileSync(log, "utf8").trim().split("\n");
  const line = lines.findLast((text) => /error|fatal|unable|could not|caused by/i.test(text)) ?? lines.at(-1) ?? "";
  return line.replace(/^\w{3} \d\d \d\d:\d\d:\d\d /, "").slice(0, 300);
}
