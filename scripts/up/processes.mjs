import { spawnSync } from "node:child_process";
import fs from "node:fs";

/**
 * A process's start time, which tells it from a later one with the same number. Undefined when it is gone. Linux has it
 * in /proc (even in images without ps); elsewhere ps knows it.
 */
export function birth(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === "linux") {
    const stat = readOrEmpty(`/proc/${pid}/stat`);
    // The name, in brackets, may contain spaces and brackets; the state follows it, and the start time is the 20th
    // field from there.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return stat === "" || fields[0] === "Z" ? undefined : fields[19];
  }
  const ps = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return ps.stdout?.trim() || undefined;
}

/** The number of a process's parent, or undefined. */
export function parentOf(pid) {
  const stat = process.platform === "linux" ? readOrEmpty(`/proc/${pid}/stat`) : undefined;
  const text =
    stat === undefined
      ? spawnSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }).stdout
      : stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
  return Number(text) || undefined;
}

/** The command line of a process, or "" when it is gone. */
export function commandLine(pid) {
  if (process.platform === "linux") return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim();
  const ps = spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  return ps.stdout?.trim() ?? "";
}

/** An identifier of this process, to be stored and checked later by isAlive. */
export const thisProcess = () => ({ pid: process.pid, born: birth(process.pid) });

export const isAlive = ({ pid, born }) => born !== undefined && birth(pid) === born;

/** Waits until the process is gone; false if it is still there at the end. */
export async function waitForEnd(pid, milliseconds) {
  const born = birth(pid);
  const until = Date.now() + milliseconds;
  while (isAlive({ pid, born })) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

function readOrEmpty(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
