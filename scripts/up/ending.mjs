import fs from "node:fs";
import { birth, commandLine, isAlive, parentOf } from "./processes.mjs";

/** The reason why a command is being ended, with its exit code. */
export class Ended extends Error {
  constructor(why, code) {
    super(why);
    this.code = code;
  }
}

/** An AbortSignal for when this process is asked to end, or the npm that started it is gone. */
export function untilAsked() {
  const controller = new AbortController();
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
  for (const [name, code] of Object.entries(codes)) {
    // Under nohup the hang-up is ignored, and listening would undo that.
    if (name === "SIGHUP" && ignoresHangUp()) continue;
    process.on(name, () => controller.abort(new Ended(name, code)));
  }
  const above = npmAbove();
  const look = () => above.some((one) => !isAlive(one)) && controller.abort(new Ended("npm ended", 143));
  if (above.length > 0) setInterval(look, 500).unref();
  return controller.signal;
}

/** The npm that runs this script, and the shell between them; either may die without forwarding a signal. */
function npmAbove() {
  if (!process.env.npm_lifecycle_event) return [];
  const above = [];
  for (let pid = process.ppid; pid && above.length < 3; pid = parentOf(pid)) {
    above.push({ pid, born: birth(pid) });
    if (/^npm |npm-cli/.test(commandLine(pid))) return above;
  }
  return [];
}

function ignoresHangUp() {
  try {
    const ignored = /^SigIgn:\s*([0-9a-f]+)$/m.exec(fs.readFileSync("/proc/self/status", "utf8"))?.[1];
    return ignored !== undefined && (BigInt(`0x${ignored}`) & 1n) === 1n;
  } catch {
    return false;
  }
}
