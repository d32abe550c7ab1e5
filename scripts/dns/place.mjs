import fs from "node:fs";
import path from "node:path";
import { birth, commandLine, isAlive, thisProcess, waitForEnd } from "../up/processes.mjs";
import { Refusal } from "../up/refusal.mjs";

/** The file with the running name server’s address, which the application reads. */
const fileOf = (dir) => path.join(dir, "server.json");

/** Creates the folder, and ends a name server that a killed run left behind. @throws if one is running */
export async function takePlace(dir) {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  fs.chmodSync(dir, 0o700);
  const { keeper, pid, born } = read(dir);
  if (keeper && isAlive(keeper))
    throw new Refusal(`The name server of this portal is already running (process ${keeper.pid}).`);
  if (!pid || !isAlive({ pid, born }) || !commandLine(pid).includes(dir)) return;
  process.kill(pid, "SIGTERM");
  if (!(await waitForEnd(pid, 5_000))) process.kill(pid, "SIGKILL");
}

/** Nothing here is secret except the key; only the owner can open the folder. */
export function rememberServer(dir, { pid, address, port, apiUrl }) {
  const known = { address, port, apiUrl, pid, born: birth(pid), keeper: thisProcess() };
  fs.writeFileSync(fileOf(dir), `${JSON.stringify(known)}\n`, { mode: 0o600 });
}

export const forgetServer = (dir) => fs.rmSync(fileOf(dir), { force: true });

function read(dir) {
  try {
    return JSON.parse(fs.readFileSync(fileOf(dir), "utf8"));
  } catch {
    return {};
  }
}
