import { execFile } from "node:child_process";
import { accessSync, constants, readFileSync } from "node:fs";
import { join } from "node:path";

const bound = 30_000;
const most = 512 * 1024 * 1024;

/**
 * Runs a program without a shell. @returns what it wrote
 * @throws Error with the program's own last line
 */
export function run(program, args, input = "") {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { timeout: bound, maxBuffer: most }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const line = stderr.trim().split("\n")[0] || error.message;
      reject(new Error(`${program} ${args[0] ?? ""}: ${line}`.slice(0, 300)));
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

function has(program) {
  const folders = [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/sbin"];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const packages = { wg: "wireguard-tools", nft: "nftables", ip: "iproute2", conntrack: "conntrack" };

/** What the machine lacks, in one line with the remedy; null: nothing. */
export function missing() {
  if (process.platform !== "linux") return "The tunnel gateway needs Linux.";
  if (process.getuid() !== 0) return "The tunnel gateway changes the network: start it as root.";
  const lacking = Object.keys(packages).filter((program) => !has(program));
  if (lacking.length === 0) return null;
  const remedy = `apt-get install ${lacking.map((each) => packages[each]).join(" ")}`;
  return `Missing: ${lacking.join(", ")}. Install: ${remedy}, and wireguard-go where the kernel has no WireGuard.`;
}

export const hasUserspace = () => has("wireguard-go");

/** Null where the file doesn't exist or can't be read. */
export function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

export const log = (line) => console.log(line);
