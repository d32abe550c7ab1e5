import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

export interface Server {
  address: string;
  port: number;
}

/** A program’s output, also if it failed. */
export async function output(program: string, ...args: string[]): Promise<string> {
  try {
    const { stdout, stderr } = await execute(program, args, {
      cwd: "/",
      maxBuffer: 256 * 1024 * 1024,
      timeout: 60_000,
    });
    return stdout + stderr;
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string };
    return stdout + stderr || message;
  }
}

/** dig’s output for one query. */
export function dig({ address, port }: Server, ...question: string[]): Promise<string> {
  return output("dig", `@${address}`, "-p", String(port), "+tries=1", "+time=5", "+norecurse", ...question);
}

/** The contents of an answer, sorted. */
export async function answer(server: Server, name: string, type: string): Promise<string[]> {
  const lines = (await dig(server, "+short", name, type)).trim().split("\n").filter(Boolean);
  return lines.filter((line) => !line.startsWith(";;")).sort();
}

/** NOERROR, NXDOMAIN, REFUSED … */
export async function status(server: Server, name: string, type: string): Promise<string | undefined> {
  return /status: (\w+)/.exec(await dig(server, name, type))?.[1];
}

/** All records of a transferred zone, one per line in a uniform format, without the SOA at both ends. */
export async function transfer(server: Server, zone: string, ...options: string[]): Promise<string[]> {
  const lines = (await dig(server, ...options, "+noall", "+answer", "+onesoa", "+nottlunits", zone, "AXFR"))
    .trim()
    .split("\n");
  return lines
    .filter((line) => line && !line.startsWith(";"))
    .map((line) => line.replaceAll(/\s+/g, " "))
    .sort();
}

/** Polls until `wanted` returns true, for work of another program. */
export async function until(wanted: () => Promise<boolean>, milliseconds = 20_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await wanted())) {
    if (Date.now() > end) throw new Error("It didn’t happen in time.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
